import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import { TestDevice } from '../../../../tests/facts.ts'
import { quarterAfter, quarterOf, quarterStart } from '../database-names.ts'
import {
  gapsIn,
  gapsOfQuarter,
  hasTaken,
  keptQuarters,
  quartersTaken,
  removedQuarters,
  numberRuns,
  whyNotRemoved
} from './retention.ts'
import { removalsIn } from './removals.ts'
import { uuidv7 } from '../uuid.ts'

const phone = new TestDevice('giu-cong')
const now = Date.UTC(2026, 10, 25)
const at = (ms: number) => ({
  id: uuidv7(
    ms,
    new Uint8Array(10).map(() => 256 * Math.random())
  )
})
const note = (n: number, ms = quarterStart('2020q2') + n, more: object = {}) =>
  phone.note('xa-thu', { n, ...at(ms), ...more })
const removal = (of: ReturnType<typeof note>[], quarter = '2020q2', more: object = {}) =>
  new TestDevice('may-chu').fact(
    'xa-thu',
    'directory',
    'directory.quarter-removed',
    'unit/xa-thu',
    { book: 'gates', quarter, who: 'A', records: of.length, photos: 0, taken: numberRuns(of, quarter) },
    more
  )

test('a quarter is kept while it runs, while phones read it, and for its time', () => {
  const why = (by: number) => whyNotRemoved(quarterAfter(now, by), now)
  expect([1, 0, -1, -2, -keptQuarters, -keptQuarters - 1].map(why)).toEqual([
    'not-over',
    'not-over',
    'still-read',
    'too-young',
    'too-young',
    null
  ])
})

test('a quarter begins where the one before it ends', () => {
  expect(quarterOf(quarterStart('2024q4'))).toBe('2024q4')
  expect(quarterStart('2024q4', 1)).toBe(quarterStart('2025q1'))
  expect(quarterOf(quarterStart('2025q1') - 1)).toBe('2024q4')
})

test('numbers are told run by run, of each device and author, whoever carried them', () => {
  const other = { by: 'ai-do' }
  const all = [
    note(3),
    note(1),
    note(2),
    note(5),
    note(2, undefined, other),
    note(4, undefined, { via: 'b' })
  ]
  expect(numberRuns(all, '2020q2')).toEqual([
    { device: phone.id, by: 'ai-do', from: 2, to: 2 },
    { device: phone.id, by: 'giu-cong', from: 1, to: 5 }
  ])
  expect(numberRuns([note(1), note(1)], '2020q2')).toHaveLength(1)
})

test('a number that is missing parts two runs, so that it stays missing', () => {
  const spans = (...numbers: number[]) =>
    numberRuns(
      numbers.map((n) => note(n)),
      '2020q2'
    ).map(({ from, to }) => [from, to])
  expect(spans(1, 2, 4)).toEqual([
    [1, 2],
    [4, 4]
  ])
  expect(spans(4, 1, 3, 2)).toEqual([[1, 4]])
  expect(hasTaken(removalsIn([removal([note(1), note(3)])]), note(2))).toBe(false)
})

test('two phones of one account have a run each', () => {
  const second = new TestDevice('giu-cong')
  const runs = numberRuns([note(1), note(2, undefined, { device: second.id })], '2020q2')
  expect(runs).toEqual(
    expect.arrayContaining([
      { device: phone.id, by: 'giu-cong', from: 1, to: 1 },
      { device: second.id, by: 'giu-cong', from: 2, to: 2 }
    ])
  )
  expect(runs).toHaveLength(2)
})

test('what was taken is what was there: same quarter, number and author', () => {
  const removals = removalsIn([removal([note(1), note(2)])])
  expect(hasTaken(removals, note(2))).toBe(true)
  for (const kept of [
    note(3),
    note(2, quarterStart('2020q3')),
    note(2, undefined, { by: 'ai-do' }),
    note(2, undefined, { book: 'duty' })
  ])
    expect(hasTaken(removals, kept)).toBe(false)
})

test('an own record that somebody carried there unheard was taken with the others', () => {
  expect(hasTaken(removalsIn([removal([note(1, undefined, { via: 'ai-do' })])]), note(1))).toBe(true)
})

test('what lay there beside its own quarter was taken, too, and nothing else of its quarter', () => {
  const stopped = note(2, 0)
  const [told] = removalsIn([removal([note(1), stopped, note(3)])])
  expect(told!.body.taken.map(({ from, to, quarter }) => [from, to, quarter])).toEqual([
    [2, 2, '1970q1'],
    [1, 1, undefined],
    [3, 3, undefined]
  ])
  expect(quartersTaken(told!)).toEqual(['2020q2', '1970q1'])
  expect(hasTaken([told!], stopped)).toBe(true)
  expect(hasTaken([told!], note(2))).toBe(false)
  expect(hasTaken([told!], note(3, 0))).toBe(false)
})

test('a removal that somebody carried is no word of the server', () => {
  expect(removalsIn([removal([note(1)], '2020q2', { via: 'ai-do' })])).toEqual([])
})

test('a missing number is a gap unless something explains it', () => {
  const aside = phone.fact(
    'xa-thu',
    'gates',
    'device.set-aside',
    `device/${phone.id}`,
    { n: 3, code: 'x-y' },
    { n: 7 }
  )
  const body = { strangers: 1, taken: [{ device: phone.id, n: 4 }] }
  const swept = { ...note(8), type: 'duty.strangers-removed', body }
  const facts = [note(2), note(5), aside, swept]
  const gapsBy = (...told: Envelope[]) => gapsIn('gates', facts, told).map(({ from, to }) => [from, to])
  expect(gapsBy(removal([note(1)]), aside, swept)).toEqual([[6, 6]])
  // Of what merely lies there nothing counts.
  expect(gapsBy()).toEqual([
    [1, 1],
    [3, 4],
    [6, 6]
  ])
  expect(gapsIn('gates', [note(1), note(2)], [])).toEqual([])
})

test('a gap lies in each quarter between its neighbours', () => {
  const gaps = gapsIn('gates', [note(1, quarterStart('2020q2')), note(3, quarterStart('2020q4'))], [])
  const lies = (quarter: string) => gapsOfQuarter(gaps, quarter).length > 0
  expect(['2020q1', '2020q2', '2020q3', '2020q4', '2021q1'].map(lies)).toEqual([
    false,
    true,
    true,
    true,
    false
  ])
  // With no record before it, it may be from any time.
  const first = gapsIn('gates', [note(2, quarterStart('2020q4'))], [])
  expect(gapsOfQuarter(first, '2019q1')).toHaveLength(1)
})

test('a removal that took several entries is told once', () => {
  const told = removedQuarters(
    removalsIn([removal([note(1), note(2)]), removal([note(5)]), removal([note(9)], '2019q4')])
  )
  expect(told.map(({ quarter, records, who }) => [quarter, records, who]).sort()).toEqual([
    ['2019q4', 1, 'A'],
    ['2020q2', 3, 'A']
  ])
})

test('a quarter is told to have gone early where its time was not over then, and why', () => {
  const on = (ms: number) => ({ at: new Date(ms).toISOString() })
  const over = quarterStart(quarterAfter(quarterStart('2020q2'), keptQuarters + 1))
  const told = (ms: number, more: object = {}) => {
    const one = { ...removal([note(1)]), ...on(ms) }
    return removedQuarters(removalsIn([{ ...one, body: { ...one.body, ...more } }]))
  }
  expect(told(over)).toMatchObject([{ early: false, anyway: null }])
  expect(told(over, { anyway: 'Máy mất' })).toMatchObject([{ early: false, anyway: 'Máy mất' }])
  expect(told(over - 1, { anyway: 'Công văn 12' })).toMatchObject([{ early: true, anyway: 'Công văn 12' }])
})

test('what a phone says it has given out, and nobody has, is a gap up to its word', () => {
  const heard = (n: number) => [{ device: phone.id, heads: { gates: n }, at: quarterStart('2020q4') }]
  const facts = [note(1), note(2)]
  expect(gapsIn('gates', facts, [], heard(2))).toEqual([])
  const gaps = gapsIn('gates', facts, [], heard(4))
  expect(gaps.map(({ from, to }) => [from, to])).toEqual([[3, 4]])
  expect(gapsOfQuarter(gaps, '2020q3')).toHaveLength(1)
  expect(gapsOfQuarter(gaps, '2021q1')).toEqual([])
})
