import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/movement.ts'
import { listing } from '../../../../tests/notices/test-notices.ts'
import { isPastAgreedEnd, noticesOwed, runsOn, type Obliging } from './obligation.ts'

const million = 1_000_000
const today = '2026-11-24'
const line = (n: number, face: number, more: Partial<Obliging> = {}): Obliging => ({
  ...listing({ n, face, startsOn: '2026-01-05' }),
  endsOn: '2027-12-05',
  ...more
})
const kieu = { host: idOf('kieu') }

const owed = (day: string, ...lines: Obliging[]) =>
  [...noticesOwed(lines, day)].map(([line, { perOpening, several }]) => [
    lines.indexOf(line),
    perOpening,
    several
  ])

test('a hundred million at one opening must be notified, a đồng less need not', () => {
  expect(owed(today, line(20, 5 * million))).toEqual([[0, 100 * million, false]])
  expect(owed(today, line(19, 5 * million))).toEqual([])
  expect(owed(today, line(2, 50 * million - 1))).toEqual([])
})

test('with another line of the same host, however small, both must', () => {
  const [large, tiny] = [line(19, 5 * million), line(2, 1000)]
  expect(owed(today, large, tiny)).toEqual([
    [0, null, true],
    [1, null, true]
  ])
  expect(owed(today, large, line(2, 1000, kieu))).toEqual([])
  expect(owed(today, line(20, 5 * million), tiny)[0]).toEqual([0, 100 * million, true])
})

test('a line that has ended no longer counts, on its last day it still does; one without a last day runs on', () => {
  const over = { endsOn: today, ended: true } as const
  const [held, ended] = [line(19, 5 * million), line(3, 1000, over)]
  expect(owed(today, held, ended)).toHaveLength(2)
  expect(owed('2026-11-25', held, ended)).toEqual([])
  expect(owed('2026-11-25', line(2, 60 * million, over))).toEqual([])
  const { endsOn: _, ...endless } = line(2, 60 * million)
  expect(owed('2199-01-01', endless)).toHaveLength(1)
})

test('an agreed end that is past ends no line: it still must be notified, and runs beside the next one', () => {
  const past = line(2, 60 * million, { endsOn: '2026-10-28' })
  expect(owed(today, past)).toEqual([[0, 120 * million, false]])
  const [small, next] = [
    line(3, 1000, { endsOn: '2026-10-28' }),
    line(4, 1000, { startsOn: '2026-11-01', endsOn: '2026-12-01' })
  ]
  expect(owed(today, small, next)).toHaveLength(2)
  expect(owed(today, { ...small, ended: true }, next)).toEqual([])
  expect([past, { ...past, ended: true as const }, next].map((one) => isPastAgreedEnd(one, today))).toEqual([
    true,
    false,
    false
  ])
})

test('two lines that share no day are not concurrent', () => {
  const ending = line(3, 1000, { endsOn: '2026-12-10' })
  expect(owed(today, ending, line(19, 5 * million, { startsOn: '2026-12-11' }))).toEqual([])
  expect(owed(today, ending, line(19, 5 * million, { startsOn: '2026-12-10' }))).toHaveLength(2)
})

test('whatever the lines, several is what comparing each with each other says, in any order', () => {
  const day = fc.integer({ min: 1, max: 28 }).map((day) => `2026-12-${String(day).padStart(2, '0')}`)
  const lines = fc.array(
    fc.record({
      host: fc.constantFrom('a', 'b'),
      days: fc.tuple(day, day),
      open: fc.boolean(),
      ended: fc.boolean()
    })
  )
  interface Made {
    host: string
    days: [string, string]
    open: boolean
    ended: boolean
  }
  const of = ({ host, days, open, ended }: Made): Obliging => {
    const [startsOn, endsOn] = days.toSorted() as [string, string]
    return { host, n: 2, face: 1000, startsOn, ...(!open && { endsOn, ...(ended && { ended: true }) }) }
  }
  const endOf = ({ endsOn = '9', ended }: Obliging, day: string) => (ended || endsOn >= day ? endsOn : '9')
  const share = (a: Obliging, b: Obliging, day: string) =>
    a.startsOn <= endOf(b, day) && b.startsOn <= endOf(a, day)
  fc.assert(
    fc.property(lines, day, (made, day) => {
      const all = made.map(of)
      const running = all.filter((one) => runsOn(one, day))
      const several = running.filter((one) =>
        running.some((other) => other !== one && other.host === one.host && share(one, other, day))
      )
      expect([...noticesOwed(all, day).keys()]).toEqual(several)
      expect(new Set(noticesOwed(all.toReversed(), day).keys())).toEqual(new Set(several))
    })
  )
})
