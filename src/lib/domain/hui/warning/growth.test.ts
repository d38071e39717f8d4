import { expect, test } from 'vitest'
import { dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'

const many = (count: number, terms = {}) => range(1, count).map((number) => lineOf(3, terms, number))

/** A line of three rounds that began and ended within half a year. */
function ended(number: number) {
  const line = lineOf(3, { startsOn: dayOf(1) }, number)
  for (const k of range(1, 3)) line.round(k, k, 0, { collected: true })
  return line
}

test('R7: five live lines are amber, ten red', () => {
  expect(level('R7', many(4))).toBe('none')
  expect(level('R7', many(5))).toBe('amber')
  expect(level('R7', many(9))).toBe('amber')
  expect(level('R7', many(10))).toBe('red')
})

test('R7: more than twice as many lines begun as ended within half a year are red', () => {
  const fresh = { startsOn: dayOf(2) }
  expect(level('R7', many(2, fresh))).toBe('none')
  expect(level('R7', many(3, fresh))).toBe('red')
  // Four begun and two of them ended; then five.
  const both = [...range(11, 12).map(ended), ...many(2, fresh)]
  expect(found('R7', both)).toMatchObject({ level: 'none', inputs: { live: 2, started: 4, ended: 2 } })
  expect(level('R7', [...both, lineOf(3, fresh, 30)])).toBe('red')
})

test('R7: a line lives from its first day to the day of its last round, or of its stop', () => {
  const line = ended(1)
  expect(found('R7', [line], { day: dayOf(0) }).inputs['live']).toBe(0)
  expect(found('R7', [line], { day: dayOf(1) }).inputs['live']).toBe(1)
  expect(found('R7', [line], { day: dayOf(3) }).inputs['live']).toBe(1)
  expect(found('R7', [line], { day: dayOf(4) }).inputs['live']).toBe(0)
  const stopped = lineOf(3)
  stopped.stop(dayOf(5))
  expect(found('R7', [stopped], { day: dayOf(6) }).inputs).toMatchObject({ live: 0, ended: 0 })
})

/** An older line whose pots were handed over on four days, and a newer one that opened on the third of them. */
function besides(pairs: number, inflow: number, terms = {}) {
  const old = lineOf(12, { commission: { kind: 'none' }, ...terms })
  range(1, 4).forEach((k) => {
    const on = dayOf(k <= pairs ? 20 : 30)
    old.round(k, k, 0, { on, collected: true })
    old.hand(k, 1_000, { on })
  })
  const fresh = lineOf(12, { startsOn: dayOf(22) }, 2)
  fresh.round(1, 12, 0, { on: dayOf(22) })
  fresh.pay(1, 1, inflow, { on: dayOf(22) })
  return [old, fresh]
}

test('R10: two pots beside an opening of nearly the same sum are amber, four red', () => {
  expect(level('R10', besides(1, 800))).toBe('none')
  expect(level('R10', besides(2, 800))).toBe('amber')
  expect(level('R10', besides(3, 800))).toBe('amber')
  expect(level('R10', besides(4, 800))).toBe('red')
  expect(level('R10', besides(4, 799))).toBe('none')
})

test('R10: of the last 90 days; pots of daily lines, and those of a line as new, are left out', () => {
  expect(level('R10', besides(4, 800), { day: dayOf(109) })).toBe('red')
  expect(level('R10', besides(4, 800), { day: dayOf(110) })).toBe('none')
  expect(level('R10', besides(4, 800, { period: 'day' }))).toBe('none')
  expect(level('R10', besides(4, 800, { period: 'week' }))).toBe('none')
  expect(level('R10', besides(4, 800, { startsOn: dayOf(22) }))).toBe('none')
})

test('R10: of many lines that open on one day each pot beside each newer line is a pair, and evidence once', () => {
  const lines = range(1, 30).map((number) => {
    const line = lineOf(3, { startsOn: dayOf(-number), period: 'month' }, number)
    line.round(1, 1, 0, { on: dayOf(20), collected: true })
    line.hand(1, 100, { on: dayOf(18 + (number % 5)) })
    return line
  })
  const { inputs, evidence } = found('R10', lines)
  expect(inputs).toEqual({ pairs: (30 * 29) / 2, payouts: 30, openings: 30 })
  expect(evidence).toEqual(lines.map(({ id }) => ({ line: id, k: 1 })))
})

test('R10: a pot is beside an opening up to two days before it or after it', () => {
  const pairsOn = (day: number) => {
    const [old, fresh] = [lineOf(3, {}, 1), lineOf(3, { startsOn: dayOf(22) }, 2)]
    old.round(1, 1, 0, { on: dayOf(1), collected: true })
    old.hand(1, 100, { on: dayOf(day) })
    fresh.round(1, 1, 0, { on: dayOf(22), collected: true })
    return found('R10', [old, fresh]).inputs['pairs']
  }
  expect([19, 20, 21, 22, 23, 24, 25].map(pairsOn)).toEqual([0, 1, 1, 1, 1, 1, 0])
})

/** Three lines; the first members are in all of them, each of the others in the first one alone. */
function together(shared: number, members: number) {
  const parts = (from: number, last: number) =>
    range(from, last).map((i) => [{ person: numberedId(i), units: 1 }])
  const own = [{ person: host, units: 1 }]
  const others = [2, 3].map((number) => lineOf(shared + 1, { parts: [own, ...parts(1, shared)] }, number))
  return [lineOf(members + 1, { parts: [own, ...parts(1, members)] }), ...others]
}

test('R17: above 30 % of members in three live lines are amber, above 60 % red; below ten members too few', () => {
  expect(level('R17', together(3, 10))).toBe('none')
  expect(level('R17', together(4, 10))).toBe('amber')
  expect(level('R17', together(6, 10))).toBe('amber')
  expect(level('R17', together(7, 10))).toBe('red')
  expect(level('R17', together(9, 9))).toBe('too-few')
  expect(found('R17', together(7, 10)).inputs).toMatchObject({ shared: 7, members: 10 })
})
