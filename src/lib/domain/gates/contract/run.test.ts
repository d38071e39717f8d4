import { expect, test } from 'vitest'
import { runNews } from './run.ts'
import type { GateState, Shown } from './state.ts'

/** A fresh report that came `ageMs` ago. */
const fresh = (motion: GateState['motion'], more: Partial<GateState>, ageMs = 0, assumed = false): Shown =>
  ({ kind: 'fresh', motion, assumed, ageMs, state: { motion, travelMs: 18_000, ...more } }) as Shown

test('a gate that runs has the rest of its measured travel left, less what passed since it said so', () => {
  const running = (ms: number, ageMs = 0) => runNews(fresh('closing', { run: { ms } }, ageMs))
  expect(running(0)).toEqual({ is: 'running', leftMs: 18_000 })
  expect(running(2_000, 4_000)).toEqual({ is: 'running', leftMs: 12_000 })
  expect(running(18_500)).toEqual({ is: 'running', leftMs: 0 })
  expect(running(18_500, 2_201)).toEqual({ is: 'late' })
})

test('one that has arrived took so long, and that is news for a minute', () => {
  const ended = (endedMs: number, ageMs = 0) =>
    runNews(fresh('closed', { run: { ms: 17_600, endedMs } }, ageMs))
  expect(ended(0)).toEqual({ is: 'over', tookMs: 17_600 })
  expect(ended(30_000, 30_000)).toEqual({ is: 'over', tookMs: 17_600 })
  expect(ended(30_000, 30_001)).toBeNull()
})

test('nothing is told of a run by a report that is old, estimated, unmeasured or contradicts itself', () => {
  const run = { ms: 2_000 }
  const none: Shown[] = [
    { kind: 'stale', last: 'closing', ageMs: 50_000 },
    { kind: 'unknown', since: null },
    fresh('closing', { run }, 0, true),
    fresh('closing', { run, travelMs: undefined }),
    fresh('closing', {}),
    fresh('closing', { run: { ms: 2_000, endedMs: 0 } }),
    fresh('closed', { run }),
    fresh('stopped', { run: { ms: 2_000, endedMs: 0 } })
  ]
  for (const shown of none) expect(runNews(shown)).toBeNull()
  expect(runNews(fresh('opening', { run }))).toEqual({ is: 'running', leftMs: 16_000 })
})
