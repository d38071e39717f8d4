import type { Directory } from '#lib/domain/directory/directory.ts'
import { agentKeys, type AgentKeys } from '#lib/domain/gates/contract/gate-machine.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { SharedLink } from '../mqtt/shared-link.ts'
import type { Clock } from '#lib/ports/clock.ts'
import type { Signer, Verify } from '#lib/ports/keys.ts'
import type { Source } from '#lib/ports/source.ts'
import { openCounters } from './counters.ts'
import { PhoneGateConnection } from './gate-connection.ts'

export interface OpenDeps {
  unit: string
  account: string
  /** The signing key; on a locked phone, its alarm key. */
  device: Signer
  agents: Source<AgentKeys>
  link: SharedLink
  clock: Pick<Clock, 'now'>
  verify: Verify
}

/** Opens this page's connection to its unit's motor gates, in the browser; it connects when somebody first listens. */
export function openGateConnection({
  unit,
  account,
  device,
  agents,
  link,
  clock,
  verify
}: OpenDeps): PhoneGateConnection {
  return new PhoneGateConnection({
    ...{ unit, account, device, agents, verify, onWake, onOffline },
    isOffline: () => !navigator.onLine,
    tab: crypto.randomUUID(),
    counters: openCounters(Date.now),
    clocks: { server: () => clock.now(), device: Date.now, steady: () => performance.now() },
    newId: () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    after(ms, run) {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    connect: () => link.use()
  })
}

/** Returns the unit's agents, as the directory on this phone lists them. */
export function agentsOf(directory: Source<Directory>): Source<AgentKeys> {
  return {
    subscribe: (observer) =>
      directory.subscribe({
        next: (known) => observer.next(agentKeys(known)),
        error: (problem) => observer.error(problem)
      })
  }
}

/** Returns a fixed set of agents as a source. */
export function knownAgents(agents: AgentKeys): Source<AgentKeys> {
  return {
    subscribe(observer) {
      observer.next(agents)
      return { unsubscribe() {} }
    }
  }
}

/** Runs the callback whenever the browser says that the network is gone. */
function onOffline(run: () => void): () => void {
  addEventListener('offline', run)
  return () => removeEventListener('offline', run)
}

/** Runs the callback whenever the network comes back or the page becomes visible. */
function onWake(run: () => void): () => void {
  addEventListener('online', run)
  document.addEventListener('visibilitychange', run)
  return () => {
    removeEventListener('online', run)
    document.removeEventListener('visibilitychange', run)
  }
}
