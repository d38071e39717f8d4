import fc from 'fast-check'
import { expect, test } from 'vitest'
import { daysLater } from '../calendar.ts'
import { noticeDuties, type NoticedLine } from './notice.ts'

const line = (
  id: string,
  n: number,
  face: number,
  from = '2026-01-01',
  until: string | null = null
): NoticedLine => ({
  id,
  n,
  face,
  from,
  until
})

test('one line is notified from 100 millions an opening on; of two that run together, both are', () => {
  expect(noticeDuties([line('a', 20, 5_000_000)])).toEqual([{ line: 'a', large: true, besideSince: null }])
  expect(noticeDuties([line('a', 19, 5_000_000)])).toEqual([])
  expect(noticeDuties([line('a', 19, 5_000_000), line('b', 5, 100_000, '2026-02-01')])).toEqual([
    { line: 'a', large: false, besideSince: '2026-02-01' },
    { line: 'b', large: false, besideSince: '2026-01-01' }
  ])
})

test('lines run together when they share one day', () => {
  const first = line('a', 5, 1_000, '2026-01-01', '2026-05-01')
  expect(noticeDuties([first, line('b', 5, 1_000, '2026-05-01')])).toHaveLength(2)
  expect(noticeDuties([first, line('b', 5, 1_000, '2026-05-02')])).toEqual([])
})

test('finds what comparing each line with each other finds', () => {
  const day = fc.nat(12).map((days) => daysLater('2026-01-01', days))
  const lines = fc.array(fc.tuple(day, fc.option(day)), { maxLength: 9 })
  fc.assert(
    fc.property(lines, (spans) => {
      const all = spans.map(([from, until], i) => line(`${i}`, 5, 1_000, from, until))
      const meet = (a: NoticedLine, b: NoticedLine) =>
        (b.until === null || a.from <= b.until) && (a.until === null || b.from <= a.until)
      const each = all.flatMap((one) => {
        const beside = all.filter((other) => other !== one && meet(one, other)).map(({ from }) => from)
        return beside.length > 0 ? [{ line: one.id, large: false, besideSince: beside.sort()[0]! }] : []
      })
      expect(noticeDuties(all)).toEqual(each)
    })
  )
})

test('thousands of lines are each looked at a few dozen times', () => {
  const many = 2_000
  let reads = 0
  const lines = Array.from({ length: many }, (_, i) => {
    const from = daysLater('2020-01-01', (i * 7_919) % many)
    return Object.defineProperty(line(`${i}`, 5, 1_000), 'from', { get: () => ((reads += 1), from) })
  })
  expect(noticeDuties(lines)).toHaveLength(many)
  expect(reads).toBeLessThanOrEqual(50 * many)
})
