import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { sealed } from '#lib/domain/gates/contract/envelope.ts'
import type { PassRequest } from '#lib/domain/gates/contract/pass-request.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { Link } from '../mqtt/link.ts'
import type { Source } from '../source.ts'
import { openCounters } from './counters.ts'
import { PhoneGateLine } from './line.ts'
import { Passes } from './pass.ts'

export interface Opening {
  unit: string
  store: { book(book: 'directory'): Source<StoredFact[]> }
  identity: { account: string }
  device: { id: string; sign(text: string): Promise<string> }
  clock: { now(): number }
  verify(key: PublicKey, text: string, sig: string): Promise<boolean>
  signIn(): Promise<void>
  /** The broker on a gate's own network, which asks for no pass: what counts is who signs. */
  local?: string
}

/** The line of this page to its unit's motor gates, in the browser; it connects when somebody first listens. */
export function openGateLine({
  unit,
  store,
  identity,
  device,
  clock,
  verify,
  signIn,
  local
}: Opening): PhoneGateLine {
  const { account } = identity
  const passes = new Passes({
    ...{ account, signIn, now: Date.now },
    async request() {
      const ask: PassRequest = { v: 1, asks: 'pass', account, key: device.id, at: Math.round(clock.now()) }
      const p = JSON.stringify(ask)
      return sealed({ p, s: await device.sign(p) })
    },
    fetch: (input, init) => fetch(input, init),
    timeout: (ms) => AbortSignal.timeout(ms)
  })
  return new PhoneGateLine({
    ...{ unit, account, device, verify, after, onWake },
    tab: crypto.randomUUID(),
    directory: store.book('directory'),
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
