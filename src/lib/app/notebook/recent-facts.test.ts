import { expect, test } from 'vitest'
import { idTime } from '#lib/domain/uuid.ts'
import type { Source } from '#lib/ports/ports.ts'
import { recentFacts } from './recent-facts.ts'

const day = 24 * 3_600_000

/** Builds a clock that the test sets, and a log of the start times of reads. */
function phone(start: number) {
  let now = start
  const turnings = new Set<() => void>()
  const clock = {
    now: () => now,
    onTurnBack: (turned: () => void) => (turnings.add(turned), () => void turnings.delete(turned))
  }
  const open: number[] = []
  const read = (fromId: string): Source<number> => ({
    subscribe(observer) {
      const from = idTime(fromId)
      open.push(from)
      observer.next(from)
      return { unsubscribe: () => void open.splice(open.indexOf(from), 1) }
    }
  })
  const turnTo = (ms: number) => {
    now = ms
    for (const turned of turnings) turned()
  }
  return { source: recentFacts(clock, day, read), open, turnTo, turnings }
}

test('a window of time is read anew where the clock turns back', () => {
  const truth = Date.UTC(2026, 10, 26)
  const { source, open, turnTo, turnings } = phone(truth + 9 * day)
  const told: number[] = []
  const reading = source.subscribe({ next: (from) => void told.push(from), error: () => {} })
  turnTo(truth)
  expect(told).toEqual([truth + 8 * day, truth - day])
  expect(open).toEqual([truth - day])
  reading.unsubscribe()
  expect(open).toEqual([])
  expect(turnings.size).toBe(0)
})
