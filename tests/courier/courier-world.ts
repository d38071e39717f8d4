import { afterEach } from 'vitest'
import { processLocks, type OpenChannel } from '#lib/data/tabs.ts'
import type { Scheduler } from '#lib/data/courier/scheduler.ts'
import { ServerSession } from '#lib/data/http/server-session.ts'
import { PhoneCourier, type CourierDeps } from '#lib/data/courier/courier.ts'
import type { CourierStore, Checkpoint } from '#lib/data/courier/types.ts'
import type { Carrier } from '#lib/data/courier/exchange.ts'
import { RootPins } from '#lib/data/keys/root-pins.ts'

export const account = 'giu-cong'
const version = '0.2.0'
let open: PhoneCourier[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((courier) => courier.stop()))
})

/** Answers as a server does about an approved device's session; null to other questions. */
export function sessionAnswer(
  path: string,
  roles: readonly string[] = [],
  oldestApp = version
): Response | null {
  if (path === '/session/nonce') return Response.json({ nonce: 'nonce', oldestApp })
  if (!path.endsWith('/session')) return null
  return Response.json({ account, state: 'approved', roles, roots: {}, token: 'token', oldestApp })
}
const key = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y' } as const
const noDevice = { id: 'device', publicKey: key, sign: async () => 'signature' }

/** A phone with a clock in the test's hand, an empty store, and a server that only knows who is signed in. */
export function phone() {
  let now = 1_000_000
  let requests = 0
  let reliefs = 0
  let hanging = (_path: string) => false
  let answer = (path: string) => sessionAnswer(path) ?? Response.json({})
  const paths: string[] = []
  const timers = new Set<{ at: number; run: () => void }>()
  const wakes = new Set<() => void>()
  const scheduler: Scheduler = {
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => timers.delete(timer)
    },
    visible: () => true,
    onWake: (run) => (wakes.add(run), () => wakes.delete(run)),
    chance: () => 0
  }
  const hearers = new Map<string, Set<(message: never) => void>>()
  const openChannel: OpenChannel = (name, hear) => {
    const all = hearers.get(name) ?? hearers.set(name, new Set()).get(name)!
    all.add(hear as never)
    return {
      post(message) {
        for (const other of all) if (other !== hear) queueMicrotask(() => other(message as never))
      },
      close: () => void all.delete(hear as never)
    }
  }
  const places = new Map<string, Checkpoint>()
  const store: CourierStore = {
    offered: async () => [],
    damage: { toFetch: () => [], asked: () => {} },
    settle: async () => {},
    receive: async () => {},
    unread: async () => {},
    relieved: () => void reliefs++,
    checkpoint: async (name) => places.get(name) ?? null,
    keepCheckpoint: async (name, place) => void places.set(name, place),
    records: async () => [],
    inventory: async () => ({
      async *settled() {},
      known: async () => new Map(),
      facts: async () => []
    })
  }
  const locks = processLocks()
  const http = {
    fetch: async (input: unknown, init?: RequestInit) => {
      requests++
      const path = `${init?.method === 'POST' ? 'POST ' : ''}${String(input)}`
      paths.push(path)
      return hanging(path) ? never(init!.signal!) : answer(path)
    },
    timeout: () => new AbortController().signal,
    now: () => now,
    deviceNow: () => now,
    learn: () => {}
  }
  return {
    openChannel,
    scheduler,
    tab(carrier?: Carrier, more: Partial<CourierDeps> = {}) {
      const identity = { account, roles: [] as string[] }
      const parts = {
        http,
        store,
        identity,
        trust: { verify: async () => false, roots: new RootPins({}, () => {}) },
        session: new ServerSession({ http, account, device: noDevice, origin: 'http://may-chu', version }),
        remember: async () => {},
        scheduler,
        locks,
        openChannel,
        ...(carrier ? { carrier } : {}),
        ...more
      }
      const courier = new PhoneCourier(parts)
      open.push(courier)
      return courier
    },
    pass(ms: number) {
      now += ms
      for (const timer of timers) if (timer.at <= now && timers.delete(timer)) timer.run()
    },
    /** Somebody sets the phone's clock; what was to come so long from now still does. */
    putBack(ms: number) {
      now -= ms
      for (const timer of timers) timer.at -= ms
    },
    hangs: (where = (_path: string) => true) => void (hanging = where),
    wake: () => wakes.forEach((run) => run()),
    answers: (next: (path: string) => Response) => (answer = next),
    /** Takes the paths that were asked for since the last time. */
    asked: () => paths.splice(0),
    get requests() {
      return requests
    },
    /** How often the store of a tab was told that another one leads. */
    get reliefs() {
      return reliefs
    },
    get now() {
      return now
    },
    get next() {
      return Math.min(...[...timers].map(({ at }) => at)) - now
    }
  }
}

function never(signal: AbortSignal): Promise<Response> {
  return new Promise((_, reject) => {
    const abort = () => reject(new TypeError('aborted'))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
  })
}

export function when(courier: PhoneCourier, state: string): Promise<unknown> {
  return new Promise((resolve) => {
    courier.report.subscribe({ next: (report) => report.state === state && resolve(report), error: () => {} })
  })
}

/** Everything that is not waiting for a timer has run. */
export const settled = () => new Promise((resolve) => setTimeout(resolve))
