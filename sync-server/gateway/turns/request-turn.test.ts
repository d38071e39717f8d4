import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { asks, doorWorld, type DoorRequest } from '../../../tests/gateway/door-world.ts'
import { charge } from './turn-of.ts'

const { small, large, database } = asks
const pull = `${database}/_changes?include_docs=true&limit=1000&since=1`

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('a turn whose client goes away lasts until nobody works on its request any more', () => {
  const { ask } = doorWorld()
  const [first, second] = [ask('a', large), ask('b', large)]
  first.close()
  expect(second.isIn).toBe(false)
  first.worked()
  expect(second.isIn).toBe(true)
})

test('a turn of which nobody says that the work is over frees the next after a while', () => {
  const { ask, holdMs } = doorWorld()
  const [first, second] = [ask('a', large), ask('b', large)]
  first.close()
  vi.advanceTimersByTime(holdMs - 1)
  expect(second.isIn).toBe(false)
  vi.advanceTimersByTime(1)
  expect(second.isIn).toBe(true)
})

test('a file, an answer that was given, one that had begun and a body that never came whole hold nobody up', () => {
  const { ask } = doorWorld({ atOnce: 1 })
  const file = ask('a', '/app.js')
  file.close()
  const answered = ask('b')
  answered.answer()
  answered.close()
  const begun = ask('c')
  begun.worked(5)
  begun.close()
  const unread = ask('d', `${database}/_bulk_docs`, { method: 'POST', complete: false })
  unread.close()
  expect(ask('e').isIn).toBe(true)
})

test('a question whose body never comes is worked on all the same', () => {
  const { ask } = doorWorld()
  ask('a', large, { complete: false }).close()
  expect(ask('b', large).isIn).toBe(false)
})

test('a long poll that waits holds nobody up, and costs no more than it was worked on', () => {
  const { ask, isGreedy } = doorWorld({ burst: 40, refill: 0 })
  const poll = ask('a', large)
  expect(ask('b', large).isIn).toBe(false)
  poll.worked(3, true)
  const next = ask('c', large)
  expect(next.isIn).toBe(false)
  vi.advanceTimersByTime(50_000)
  poll.close()
  expect(isGreedy('a')).toBe(false)
})

test('whoever cuts off their requests has taken much after a few, by what they ask for and by what was worked', () => {
  const cutOff = (path: string, ms: number) => {
    const { ask, isGreedy } = doorWorld({ burst: 100, refill: 0 })
    let count = 0
    for (; !isGreedy('a'); count++) {
      const request = ask('a', path)
      request.close()
      request.worked(ms)
    }
    return count
  }
  expect([cutOff(small, 0), cutOff(small, 1_000), cutOff(large, 0)]).toEqual([9, 3, 2])
})

test('what a request is charged after its client has gone counts, but only for a while', () => {
  for (const [ms, isCharged] of [
    [9_000, true],
    [10_000, false]
  ] as const) {
    const { ask, isGreedy } = doorWorld({ burst: 100, refill: 0 })
    const request = ask('a', `${database}/_bulk_docs`, { method: 'POST' })
    request.close()
    vi.advanceTimersByTime(ms)
    charge(request.outgoing, 200)
    request.worked()
    expect(isGreedy('a')).toBe(isCharged)
  }
})

test('a phone that loses its network now and then, with all that it had asked, is served as before', () => {
  const ways = fc.record({
    path: fc.constantFrom(small, pull, `${database}/_all_docs?limit=2001`, '/app.js'),
    end: fc.constantFrom('answered', 'cut off', 'cut off unheard', 'cut off begun'),
    afterMs: fc.nat(3_000)
  })
  fc.assert(
    fc.property(fc.array(fc.array(ways, { maxLength: 6 }), { maxLength: 12 }), (exchanges) => {
      const { ask, isGreedy } = doorWorld()
      for (const requests of exchanges) {
        for (const { path, end, afterMs } of requests) {
          const request = ask('phone', path)
          expect(request.isIn).toBe(true)
          setTimeout(() => {
            if (end === 'answered') request.answer()
            if (end === 'cut off begun') request.worked(afterMs)
            request.close()
            if (end === 'cut off') request.worked(afterMs)
          }, afterMs)
        }
        vi.advanceTimersByTime(4_000)
        expect(isGreedy('phone')).toBe(false)
        vi.advanceTimersByTime(6_000)
      }
    })
  )
})

test('whatever becomes of requests in whatever order, no turn is lost and none is given twice', () => {
  const step = fc.oneof(
    fc.record({ what: fc.constant('ask' as const), path: fc.constantFrom(small, large) }),
    fc.record({ what: fc.constant('pass' as const), ms: fc.nat(700) }),
    fc.record({ what: fc.constantFrom('answer', 'leave', 'finish', 'work', 'wait'), which: fc.nat() })
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const { ask, holdMs, atOnce } = doorWorld({ atOnce: 3, burst: 1e9 })
      const asked: DoorRequest[] = []
      const [over, done] = [new Set<DoorRequest>(), new Set<DoorRequest>()]
      /** Notes first what ends a turn: whoever is let in by it finds the others so. */
      const deeds: Record<string, (one: DoorRequest) => void> = {
        answer: (one) => one.answer(),
        leave(one) {
          if (one.writableEnded || done.has(one)) over.add(one)
          one.close()
        },
        finish(one) {
          over.add(one)
          one.finish()
        },
        work(one) {
          done.add(one)
          if (one.destroyed) over.add(one)
          one.worked(5)
        },
        wait(one) {
          done.add(one)
          over.add(one)
          one.worked(5, true)
        }
      }
      const may = (what: string, { isIn, destroyed }: DoorRequest) =>
        what === 'work' ? isIn : !destroyed && (isIn || what === 'leave')
      const isHeld = (one: DoorRequest) =>
        one.isIn && performance.now() - one.began! < holdMs && !over.has(one)
      const check = () => {
        const held = asked.filter(isHeld)
        const inLane = held.filter(({ path }) => path === large)
        expect(held.length).toBeLessThanOrEqual(atOnce)
        expect(inLane.length).toBeLessThanOrEqual(1)
        const kept = asked.filter(({ isIn, destroyed, path }) => {
          return !isIn && !destroyed && !(path === large && inLane.length > 0)
        })
        if (held.length < atOnce) expect(kept).toEqual([])
      }
      for (const one of steps) {
        if (one.what === 'ask') asked.push(ask(`caller ${asked.length}`, one.path))
        else if (one.what === 'pass') vi.advanceTimersByTime(one.ms)
        else {
          const all = asked.filter((request) => may(one.what, request))
          if (all.length > 0) deeds[one.what]!(all[one.which % all.length]!)
        }
        check()
      }
      vi.advanceTimersByTime(holdMs * (asked.length + 1))
      for (const { isIn, destroyed } of asked) expect(isIn || destroyed).toBe(true)
      const all = Array.from({ length: atOnce + 1 }, (_, i) => ask(`new ${i}`).isIn)
      expect(all).toEqual([true, true, true, false])
    }),
    { numRuns: 300 }
  )
})
