import { expect, test } from 'vitest'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { lineOf, range, warnings } from '../../../../../tests/hui/watched-lines.ts'
import { indicator, type IndicatorId, type WarningLevel } from './indicator.ts'
import { areIndependent, scoreOf, verdictOf } from './verdict.ts'

const all = (levels: Partial<Record<IndicatorId, WarningLevel>>) =>
  Object.entries(levels).map(([id, level]) => indicator(id as IndicatorId, level, {}))

test('the worst level counts; law, duty and a member’s own exposure do not', () => {
  expect(verdictOf(all({ R7: 'amber', R13: 'red' })).level).toBe('red')
  expect(verdictOf(all({ R7: 'amber', R21: 'red' }))).toMatchObject({ level: 'amber', contact: false })
  expect(verdictOf(all({ R12: 'red', R16: 'red', R21: 'red' }))).toMatchObject({
    level: 'none',
    contact: false
  })
  expect(verdictOf(all({ R1: 'not-computable', R5: 'too-few', R9: 'none' })).level).toBe('none')
})

test('red collisions, accounts, statements and sales ask for a look at once, nothing else does', () => {
  for (const id of ['R2', 'R3', 'R18', 'R19'] as const) {
    expect(verdictOf(all({ [id]: 'red' })).review).toBe(true)
    expect(verdictOf(all({ [id]: 'amber' })).review).toBe(false)
  }
  expect(verdictOf(all({ R14: 'red', R9: 'red' })).review).toBe(false)
})

test('a household is contacted on two independent indicators only, one of them red', () => {
  expect(verdictOf(all({ R13: 'red' })).contact).toBe(false)
  expect(verdictOf(all({ R9: 'red', R13: 'red' })).contact).toBe(false)
  expect(verdictOf(all({ R13: 'amber', R14: 'amber' })).contact).toBe(false)
  expect(verdictOf(all({ R13: 'amber', R14: 'red' })).contact).toBe(true)
  expect(verdictOf(all({ R1: 'red', R2: 'red', R4: 'red' })).contact).toBe(false)
  expect(verdictOf(all({ R9: 'red', R13: 'red', R17: 'amber' })).contact).toBe(true)
})

/** Eighteen rounds with the money handed over and confirmed each time. */
function confirmed() {
  const line = lineOf(18, { commission: { kind: 'none' } })
  const pots = range(1, 18).map((k) => {
    line.round(k, 19 - k, 0, { collected: true, tickets: [] })
    return line.hand(k, 17_000, { to: numberedId(19 - k) })
  })
  for (const { id } of pots) line.confirm(id, 'member')
  return { line, pots }
}

const raisedIn = (line: ReturnType<typeof lineOf>) => {
  const [{ indicators, contact }] = warnings([line]) as [ReturnType<typeof warnings>[0]]
  const raised = indicators.filter(({ level }) => level === 'amber' || level === 'red')
  return { raised: raised.map(({ id, level }) => `${id} ${level}`), contact }
}

test('what one denial says is one sign: of pots, of payments, and of sales', () => {
  const pots = confirmed()
  for (const { id } of pots.pots.slice(0, 3)) pots.line.deny(id)
  expect(raisedIn(pots.line)).toEqual({ raised: ['R5 amber', 'R18 red'], contact: false })

  const paid = confirmed()
  const payments = range(1, 24).map((i) => paid.line.pay(1 + (i % 3), 1 + (i % 8), 100 + i))
  for (const { id } of payments) paid.line.confirm(id, 'member')
  for (const { id } of payments.slice(0, 9)) paid.line.deny(id)
  expect(raisedIn(paid.line)).toEqual({ raised: ['R15 amber', 'R18 red'], contact: false })

  const sold = confirmed()
  const sales = range(1, 3).map((part) =>
    sold.line.transfer(part, numberedId(40 + part), 3, { signed: ['buyer'] })
  )
  for (const { id } of sales) sold.line.deny(id)
  expect(raisedIn(sold.line)).toEqual({ raised: ['R18 red', 'R19 amber'], contact: false })
  sold.line.transfer(4, numberedId(44), 3, { signed: ['buyer'] })
  expect(raisedIn(sold.line).contact).toBe(false)
})

test('signs of other records are two', () => {
  const { line, pots } = confirmed()
  for (const { id } of pots.slice(0, 3)) line.deny(id)
  line.transfer(1, numberedId(40), 3, { signed: ['buyer'] })
  expect(raisedIn(line)).toEqual({ raised: ['R5 amber', 'R18 red', 'R19 amber'], contact: true })
})

test('independence goes both ways and nothing is independent of itself', () => {
  expect(areIndependent('R8', 'R9')).toBe(false)
  expect(areIndependent('R9', 'R8')).toBe(false)
  expect(areIndependent('R14', 'R13')).toBe(true)
  expect(areIndependent('R14', 'R3')).toBe(false)
  expect(areIndependent('R3', 'R4')).toBe(false)
  expect(areIndependent('R7', 'R7')).toBe(false)
})

test('at most three stand foremost, the worst first, duties last; the score sorts and counts no duty', () => {
  const indicators = all({ R7: 'amber', R13: 'red', R3: 'amber', R18: 'red', R21: 'red' })
  expect(verdictOf(indicators).foremost.map(({ id }) => id)).toEqual(['R18', 'R13', 'R3'])
  expect(verdictOf(all({ R21: 'red', R7: 'amber' })).foremost.map(({ id }) => id)).toEqual(['R7', 'R21'])
  expect(scoreOf(indicators)).toBe(8)
})
