import { directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import { agentKeys, type AgentKeys } from '#lib/domain/gates/contract/keys.ts'
import type { AlarmPassRequest, PassRequest } from '#lib/domain/gates/contract/pass-request.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { Link } from '../mqtt/link.ts'
import type { Source } from '../source.ts'
import { openCounters } from './counters.ts'
import { PhoneGateLine } from './line.ts'
import { Passes, type PassParts } from './pass.ts'

interface Speaking {
  unit: string
  identity: { account: string }
  /** The key that signs; a locked phone's is its alarm key. */
  device: { id: string; sign(text: string): Promise<string> }
  clock: { now(): number }
  verify(key: PublicKey, text: string, sig: string): Promise<boolean>
}

export interface Opening extends Speaking {
  store: { book(book: 'directory'): Source<StoredFact[]> }
  signIn(): Promise<void>
  /** The broker on a gate's own network, which asks for no pass: what counts is who signs. */
  local?: string
}

export interface AlarmOpening extends Speaking {
  agents: AgentKeys
}

/** The line of this page to its unit's motor gates, in the browser; it connects when somebody first listens. */
export function openGateLine({ store, signIn, local, ...own }: Opening): PhoneGateLine {
  const agents: Source<AgentKeys> = {
    subscribe: (observer) =>
      store.book('directory').subscribe({
        next: (facts) => observer.next(agentKeys(directory(facts))),
        error: (problem) => observer.error(problem)
      })
  }
  const asking = { v: 1, asks: 'pass' } as const
  return lineOf(own, agents, { path: '/broker', signIn }, asking, local)
}

/** The line of a locked phone: by its alarm key, which the server gives a pass of its own for, and nobody signs in. */
export function openAlarmLine({ agents, ...own }: AlarmOpening): PhoneGateLine {
  const known: Source<AgentKeys> = {
    subscribe: (observer) => {
      observer.next(agents)
      return { unsubscribe() {} }
    }
  }
  const asking = { v: 1, asks: 'alarm-pass', unit: own.unit } as const
  return lineOf(own, known, { path: '/broker/alarm', signIn: async () => {} }, asking)
}

function lineOf(
  { unit, identity: { account }, device, clock, verify }: Speaking,
  agents: Source<AgentKeys>,
  passing: Pick<PassParts, 'path' | 'signIn'>,
  asking: Pick<PassRequest, 'v' | 'asks'> | Pick<AlarmPassRequest, 'v' | 'asks' | 'unit'>,
  local?: string
): PhoneGateLine {
  const passes = new Passes({
    ...{ account, ...passing, now: Date.now },
    async request() {
      const p = JSON.stringify({ ...asking, account, key: device.id, at: Math.round(clock.now()) })
      return sealed({ p, s: await device.sign(p) })
    },
    fetch: (input, init) => fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms)
  })
  return new PhoneGateLine({
    ...{ unit, account, device, agents, verify, after, onWake },
    tab: crypto.randomUUID(),
    counters: openCounters(Date.now),
    now: () => clock.now(),
    deviceNow: Date.now,
    newId: () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))),
    connect() {
      const clientId = () => `${account}.${crypto.randomUUID()}`
      const door = async () => (local ? { url: local, clientId: clientId() } : passes.door())
      const link = new Link({ door, after, now: () => performance.now(), chance: Math.random })
      link.watch((state) => {
        if (state === 'not-allowed') passes.drop()
      })
      return link
    }
  })
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

/** Whenever the network comes back or the page is looked at again. */
function onWake(run: () => void): () => void {
  addEventListener('online', run)
  document.addEventListener('visibilitychange', run)
  return () => {
    removeEventListener('online', run)
    document.removeEventListener('visibilitychange', run)
  }
}
