import { expect, test } from 'vitest'
import { daysLater } from '../calendar.ts'
import { agreement, dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import {
  found,
  host,
  level,
  lineOf,
  NumberedLine,
  range,
  warnings
} from '../../../../../tests/hui/watched-lines.ts'
import { thresholds, thresholdsWith } from './thresholds.ts'

test('thresholds can be set otherwise, one by one', () => {
  const lines = range(1, 4).map((number) => lineOf(3, {}, number))
  expect(level('R7', lines)).toBe('none')
  expect(level('R7', lines, { limits: thresholdsWith({ R7: { amber: 4 } }) })).toBe('amber')
  expect(thresholdsWith({ R7: { amber: 4 } })).toEqual({ ...thresholds, R7: { ...thresholds.R7, amber: 4 } })
})

test('where the worst line counts, lines that ended a year ago do not', () => {
  const line = lineOf(12)
  for (const [i, bid] of [100, 200, 300, 400].entries()) line.round(i + 1, i + 1, bid)
  line.stop(dayOf(5))
  const until = dayOf(5)
  expect(level('R11', [line], { day: daysLater(until, 365) })).toBe('red')
  expect(level('R11', [line], { day: daysLater(until, 366) })).toBe('not-computable')
  expect(level('R11', [line], { day: daysLater(dayOf(1), -401) })).toBe('not-computable')
})

test('lines of one host under two ids are hers, in a circle too', () => {
  const [one, other] = [numberedId(501), numberedId(502)]
  const lines = [lineOf(3, { host: one }, 1), lineOf(3, { host: other }, 2)]
  expect(warnings(lines)).toHaveLength(2)
  const circle = new Map([
    [one, other],
    [other, one]
  ])
  expect(warnings(lines, { same: circle }).map(({ host }) => host)).toEqual([one])
  expect(found('R7', lines, { same: new Map([[one, other]]) }).inputs['live']).toBe(2)
})

test('hosts to look at at once come first, then those with the most to check', () => {
  const [many, sold, calm] = [601, 602, 603].map(numberedId) as [string, string, string]
  const lines = [
    ...range(1, 10).map((number) => lineOf(3, { host: many }, number)),
    lineOf(3, { host: sold }, 20),
    lineOf(3, { host: calm }, 21)
  ]
  const sale = lines[10]!
  sale.transfer(2, numberedId(8), 3)
  sale.transfer(2, numberedId(9), 3)
  expect(warnings(lines).map(({ host }) => host)).toEqual([sold, many, calm])
  expect(warnings(lines).map(({ review }) => review)).toEqual([true, false, false])
})

test('each line has its own indicators, and the host those of the worst', () => {
  const rising = lineOf(12, {}, 1)
  for (const [i, bid] of [100, 200, 300, 400].entries()) rising.round(i + 1, i + 1, bid)
  const calm = lineOf(12, {}, 2)
  const [warning] = warnings([calm, rising])
  expect(warning!.host).toBe(host)
  const levels = (id: string) => warning!.byLine.get(id)!.map((one) => `${one.id} ${one.level}`)
  expect(levels(rising.id)).toContain('R11 red')
  expect(levels(calm.id)).toContain('R11 too-few')
  expect(found('R11', [calm, rising])).toMatchObject({ level: 'red', lines: [rising.id] })
})

test('a fact later than the day asked for does not count, whatever the fold has read before', () => {
  const line = new NumberedLine(agreement(3, 1_000, { commission: { kind: 'none' } }))
  line.round(1, 1, 0, { collected: true })
  const said = { by: 'host', how: 'post' } as const
  const body = {
    on: dayOf(1),
    said,
    k: 1,
    to: host,
    amount: 1_000,
    commissionKept: 0,
    method: 'transfer'
  } as const
  line.write('hui.pot-handed', body, { at: '2026-03-01T00:00:00.000Z' })
  expect(level('R3', [line])).toBe('amber')
  expect(level('R3', [line], { asOf: Date.parse('2026-02-28') })).toBe('none')
})
