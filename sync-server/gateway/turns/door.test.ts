import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asks, doorWorld } from '../../../tests/gateway/door-world.ts'
import { charge, letOthersPass, payAs, workBegins } from './turn-of.ts'

const { large } = asks

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a body that trickles in for longer than its turn lasts is worked on in another turn', async () => {
  const { ask, holdMs } = doorWorld()
  const slow = ask('a', large)
  vi.advanceTimersByTime(holdMs)
  const other = ask('b', large)
  expect(other.isIn).toBe(true)
  const begins = workBegins(slow.outgoing)
  expect(await Promise.race([begins, Promise.resolve('later')])).toBe('later')
  other.worked()
  other.close()
  expect(await begins).toBe(true)
  const next = ask('c', large)
  expect(next.isIn).toBe(false)
  slow.finish()
  expect(next.isIn).toBe(true)
})

test('a body whose turn lasts yet is worked on at once, and one whose client has gone never', async () => {
  const { ask, holdMs } = doorWorld()
  const quick = ask('a', large)
  expect(await workBegins(quick.outgoing)).toBe(true)
  quick.finish()
  const gone = ask('a', large)
  vi.advanceTimersByTime(holdMs)
  const other = ask('b', large)
  const begins = workBegins(gone.outgoing)
  gone.close()
  gone.worked()
  other.finish()
  expect(await begins).toBe(false)
  expect(ask('c', large).isIn).toBe(true)
})

test('a large request lets the small ones pass whose work has begun, for a while, and keeps its turn', async () => {
  const { ask, holdMs } = doorWorld()
  const pushing = ask('a', large)
  const [brief, long, unread] = [ask('b'), ask('c'), ask('d')]
  for (const one of [brief, long]) one.incoming.emit('end')
  let isOver = false
  const pause = () => {
    isOver = false
    return letOthersPass(pushing.outgoing, 50).then(() => (isOver = true))
  }
  const first = pause()
  brief.finish()
  await vi.advanceTimersByTimeAsync(49)
  expect(isOver).toBe(false)
  long.finish()
  await first
  await pause()
  expect(unread.isIn).toBe(true)
  unread.incoming.emit('end')
  const last = pause()
  await vi.advanceTimersByTimeAsync(49)
  expect(isOver).toBe(false)
  await vi.advanceTimersByTimeAsync(1)
  await last
  vi.advanceTimersByTime(holdMs - 51)
  expect(ask('e', large).isIn).toBe(false)
})

test('whoever opens many sockets waits for others, and a long poll is waited for by nobody', async () => {
  const { ask, upgrade } = doorWorld()
  for (let i = 0; i < 15; i++) expect(upgrade('a').isIn).toBe(true)
  const poll = ask('b')
  poll.incoming.emit('end')
  upgrade('a')
  const [late, other] = [upgrade('a'), upgrade('b')]
  expect([late.isIn, other.isIn]).toEqual([false, true])
  const push = ask('c', large)
  poll.worked(1, true)
  await letOthersPass(push.outgoing, 1e9)
  vi.advanceTimersByTime(1_000)
  expect(late.isIn).toBe(true)
})

test('a request in which a device proves its key is paid by that device, while it has taken little', () => {
  const { ask, isGreedy } = doorWorld({ burst: 100, refill: 0 })
  for (let i = 0; i < 3; i++) {
    const request = ask('address')
    charge(request.incoming as never, 90)
    payAs(request.incoming as never, 'device')
    request.finish()
    expect([isGreedy('address'), isGreedy('device')]).toEqual([i === 2, true])
  }
})
