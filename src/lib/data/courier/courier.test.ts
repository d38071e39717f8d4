import { afterEach, expect, test } from 'vitest'
import { processLocks, type OpenChannel } from '../tabs.ts'
import type { Beat } from './beat.ts'
import { PhoneCourier } from './courier.ts'
import type { CourierStore } from './door.ts'
import type { Carrier } from './exchange.ts'

const account = 'giu-cong'
let open: PhoneCourier[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((courier) => courier.stop()))
})

/** A phone with a clock in the test's hand, an empty store, and a server that only knows who is signed in. */
function phone() {
  let now = 1_000_000
  let requests = 0
  let hanging = false
  let answer = () => Response.json({ userCtx: { name: account, roles: [] } })
  const timers = new Set<{ at: number; run: () => void }>()
  const wakes = new Set<() => void>()
  const beat: Beat = {
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
  const store: CourierStore = {
    offered: async () => [],
    settle: async () => {},
    receive: async () => {},
    place: async () => null,
    keepPlace: async () => {}
  }
  const locks = processLocks()
  const http = {
    fetch: async (_: unknown, init?: RequestInit) => {
      requests++
      return hanging ? never(init!.signal!) : answer()
    },
    timeout: () => new AbortController().signal,
    now: () => now,
    deviceNow: () => now,
    learn: () => {}
  }
  return {
    tab(carrier?: Carrier) {
      const identity = { account, roles: [] as string[] }
      const parts = {
        http,
        store,
        identity,
        password: 'x',
        remember: async () => {},
        beat,
        locks,
        openChannel,
        ...(carrier ? { carrier } : {})
      }
      const courier = new PhoneCourier(parts)
      open.push(courier)
      return courier
    },
    pass(ms: number) {
      now += ms
      for (const timer of timers) if (timer.at <= now && timers.delete(timer)) timer.run()
    },
    hangs: () => (hanging = true),
    wake: () => wakes.forEach((run) => run()),
    answers: (next: () => Response) => (answer = next),
    get requests() {
      return requests
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

function when(courier: PhoneCourier, state: string): Promise<unknown> {
  return new Promise((resolve) => {
    courier.report.subscribe({ next: (report) => report.state === state && resolve(report), error: () => {} })
  })
}

test('exchanges at once, reports, and comes again in two seconds while looked at', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'idle')
  expect(courier.report.current).toEqual({ state: 'idle', lastExchange: world.now })
  expect(world.next).toBe(2_000)
  const before = world.requests
  world.pass(2_000)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(before)
})

test('a ring during an exchange brings another one: what was saved meanwhile must go too', async () => {
  const world = phone()
  const courier = world.tab()
  await when(courier, 'exchanging')
  const rings = [courier.ring(), courier.ring(), courier.ring()]
  await Promise.all(rings)
  expect(world.requests).toBe(2)
})

test('fails ever more seldom, says so, and recovers at once when woken', async () => {
  const world = phone()
  world.answers(() => {
    throw new TypeError('Failed to fetch')
  })
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  expect(world.next).toBe(4_000)
  await courier.ring()
  expect(world.next).toBe(8_000)
  world.answers(() => Response.json({ userCtx: { name: account, roles: [] } }))
  world.wake()
  await when(courier, 'idle')
  expect(world.next).toBe(2_000)
})

test('keeps the distance that the server asked for, whoever rings', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"busy"}', { status: 503, headers: { 'retry-after': '90' } }))
  const courier = world.tab()
  await when(courier, 'waiting-for-network')
  const asked = world.requests
  world.pass(80_000)
  await courier.ring()
  expect(world.requests).toBe(asked)
  world.pass(10_001)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(asked)
})

test('one tab travels; another rings it, sees the same report, and takes over when it closes', async () => {
  const world = phone()
  const leader = world.tab()
  await when(leader, 'idle')
  const before = world.requests
  const follower = world.tab()
  await when(follower, 'idle')
  await follower.ring()
  expect(world.requests).toBe(before + 1)
  expect(follower.report.current).toEqual(leader.report.current)
  await leader.stop()
  world.pass(1)
  await follower.ring()
  expect(world.requests).toBeGreaterThan(before + 1)
})

test('a password that the server does not take is told, and not tried every two seconds', async () => {
  const world = phone()
  world.answers(() => new Response('{"error":"unauthorized"}', { status: 401 }))
  const courier = world.tab()
  await when(courier, 'signed-out')
  expect(world.next).toBeGreaterThanOrEqual(60_000)
})

test('while somebody saves nothing is sent and no answer is dealt with; what was saved goes out afterwards', async () => {
  const world = phone()
  const courier = world.tab()
  await courier.ring()
  const before = world.requests
  let saved = () => {}
  courier.giveWayTo(new Promise<void>((resolve) => (saved = resolve)))
  const over = courier.ring()
  await settled()
  expect(world.requests).toBe(before)
  saved()
  await settled()
  expect(world.requests).toBe(before)
  world.pass(200)
  await over
  await when(courier, 'idle')
  expect(world.requests).toBeGreaterThan(before)
})

test('a save that fails does not hold the exchange back for good', async () => {
  const world = phone()
  const courier = world.tab()
  await courier.ring()
  const before = world.requests
  courier.giveWayTo(Promise.reject(new Error('no')))
  await settled()
  world.pass(200)
  await courier.ring()
  expect(world.requests).toBeGreaterThan(before)
})

test('stops in the middle of a request that nobody answers', async () => {
  const world = phone()
  world.hangs()
  const courier = world.tab()
  await when(courier, 'exchanging')
  await courier.stop()
})

/** Carries so many parts, each one request, and tells what it saw. */
function parts(count: number, each: () => void = () => {}) {
  let carried = 0
  const carrier: Carrier = {
    async carry({ http, hurried }) {
      while (carried < count) {
        if (hurried()) return true
        await http.fetch('part')
        carried++
        each()
      }
      return false
    }
  }
  return { carrier, carried: () => carried }
}

test('photos go in the exchange after the facts; a ring meanwhile comes first, and the rest follows by itself', async () => {
  const world = phone()
  let courier: PhoneCourier | undefined
  let rung: Promise<void> | undefined
  const seen: number[] = []
  const { carrier, carried } = parts(5, () => {
    if (carried() === 2) rung = courier!.ring()
  })
  const carry = carrier.carry.bind(carrier)
  carrier.carry = async (way) => {
    const more = await carry(way)
    seen.push(carried())
    return more
  }
  courier = world.tab(carrier)
  await when(courier, 'idle')
  await rung
  expect(seen).toEqual([2, 5])
  expect(world.next).toBe(2_000)
})

test('photos that take long are interrupted so that what is new is fetched, and go on at once', async () => {
  const world = phone()
  const { carrier, carried } = parts(3, () => world.pass(15_000))
  const courier = world.tab(carrier)
  await when(courier, 'idle')
  expect(carried()).toBe(2)
  expect(world.next).toBe(0)
  world.pass(0)
  await courier.ring()
  expect(carried()).toBe(3)
})

test('the beat of an exchange that is under way hurries nobody', async () => {
  const world = phone()
  const { carrier, carried } = parts(6, () => world.pass(2_500))
  const courier = world.tab(carrier)
  await when(courier, 'idle')
  expect(carried()).toBe(6)
})

test('while somebody saves no part of a photo is sent either', async () => {
  const world = phone()
  let saved = () => {}
  let courier: PhoneCourier | undefined
  const { carrier, carried } = parts(2, () => {
    if (carried() === 1) courier!.giveWayTo(new Promise<void>((resolve) => (saved = resolve)))
  })
  courier = world.tab(carrier)
  await when(courier, 'exchanging')
  await settled()
  expect(carried()).toBe(1)
  saved()
  await settled()
  world.pass(200)
  await when(courier, 'idle')
  expect(carried()).toBe(2)
})

/** Everything that is not waiting for a timer has run. */
const settled = () => new Promise((resolve) => setTimeout(resolve))
