import { describe, expect, test } from 'vitest'
import { dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { found, host, level, lineOf, range } from '../../../../../tests/hui/watched-lines.ts'
import { hostWarnings } from './warnings.ts'

const stated = (count: number, of = host) => ({
  signs: { statements: range(1, count).map((i) => ({ id: `s${i}`, host: of, says: 'denies' as const })) }
})

test('R18: one statement against the book is amber, three are red; those about another host do not count', () => {
  const line = lineOf(5)
  expect(level('R18', [line])).toBe('not-computable')
  expect(level('R18', [line], stated(0))).toBe('none')
  expect(level('R18', [line], stated(1))).toBe('amber')
  expect(level('R18', [line], stated(2))).toBe('amber')
  expect(level('R18', [line], stated(3))).toBe('red')
  expect(level('R18', [line], stated(3, numberedId(5)))).toBe('none')
})

test('R18: a record that somebody denies counts until it is reversed', () => {
  const line = lineOf(5)
  line.round(1, 1, 0)
  const paid = [2, 3, 4].map((part) => line.pay(1, part, 1_000))
  for (const { id } of paid) line.deny(id)
  expect(found('R18', [line])).toMatchObject({ level: 'red', inputs: { deniedRecords: 3 } })
  line.reverse(paid[0]!.id)
  expect(level('R18', [line])).toBe('amber')
})

test('R19: a sale without the seller’s signature is amber once the days of waiting are over', () => {
  const line = lineOf(5)
  line.transfer(2, numberedId(8), 3, { signed: ['buyer', 'host'] as never })
  expect(level('R19', [line], { day: dayOf(10) })).toBe('none')
  expect(found('R19', [line], { day: dayOf(11) })).toMatchObject({
    level: 'amber',
    inputs: { unsigned: 1, twice: 0, sales: 1 }
  })
  const signed = lineOf(5)
  signed.transfer(2, numberedId(8), 3)
  expect(level('R19', [signed])).toBe('none')
})

test('R19: a part sold twice is red at once; a part bought back and sold again is not', () => {
  const line = lineOf(5)
  line.transfer(2, numberedId(8), 3)
  line.transfer(2, numberedId(9), 4)
  expect(found('R19', [line], { day: dayOf(4) })).toMatchObject({ level: 'red', inputs: { twice: 2 } })
  const back = lineOf(5)
  back.transfer(2, numberedId(8), 2)
  back.transfer(2, numberedId(2), 3, { from: numberedId(8) })
  back.transfer(2, numberedId(9), 4)
  expect(level('R19', [back])).toBe('none')
  // The same buyer once more is a record made twice.
  const again = lineOf(5)
  again.transfer(2, numberedId(8), 3)
  again.transfer(2, numberedId(8), 3)
  expect(level('R19', [again])).toBe('none')
})

test('R19: halves may go to two buyers; a sale reversed is none', () => {
  const halves = lineOf(5, {
    unitsPerPart: 2,
    parts: range(1, 5).map((i) => [{ person: numberedId(i), units: 2 }])
  })
  halves.transfer(2, numberedId(8), 3, { units: 1 })
  halves.transfer(2, numberedId(9), 3, { units: 1 })
  expect(level('R19', [halves])).toBe('none')
  const third = halves.transfer(2, numberedId(10), 3, { units: 1 })
  expect(level('R19', [halves])).toBe('red')
  halves.reverse(third.id)
  expect(level('R19', [halves])).toBe('none')
})

describe('R19: units that a member left', () => {
  const halves = (n = 5) => {
    const parts = range(1, n).map((i) => [{ person: numberedId(i), units: 2 }])
    const line = lineOf(n, { unitsPerPart: 2, parts, commission: { kind: 'none' } })
    line.round(1, n, 0, { collected: true })
    line.depart(1, 2)
    return line
  }

  test('may be sold by the host to two people', () => {
    const line = halves()
    line.transfer(1, numberedId(40), 2, { from: host, units: 1 })
    line.transfer(1, numberedId(41), 2, { from: host, units: 1 })
    expect(line.state.transfers).toHaveLength(2)
    expect(level('R19', [line])).toBe('none')
    line.transfer(1, numberedId(42), 2, { from: host, units: 1 })
    expect(found('R19', [line])).toMatchObject({ level: 'red', inputs: { twice: 3 } })
  })

  test('may be sold by who joined for them, to two people; the host has them no more', () => {
    const line = halves()
    const joined = line.join(1, numberedId(50), 2, { units: 2, paid: 1_000 })
    line.round(2, 4, 0, { collected: true })
    line.transfer(1, numberedId(40), 3, { from: numberedId(50), units: 1 })
    line.transfer(1, numberedId(41), 3, { from: numberedId(50), units: 1 })
    expect([line.state.members.joined.length, line.state.transfers.length]).toEqual([1, 2])
    expect(level('R19', [line])).toBe('none')
    const again = line.transfer(1, numberedId(42), 3, { from: host, units: 1 })
    const facts = found('R19', [line]).evidence.map(({ fact }) => fact)
    expect(facts.toSorted()).toEqual([joined.id, again.id].toSorted())
  })
})

test('R19: hundreds of sales, recorded and told of, are each read a few times', () => {
  const many = 300
  const line = lineOf(5)
  const [recorded, told] = [1_000, 2_000].map((from) => range(from, from + many - 1).map(numberedId)) as [
    string[],
    string[]
  ]
  for (const to of recorded) line.transfer(1, to, 1, { signed: ['buyer'] })
  const { state, facts } = line
  let reads = 0
  /** Counts how often the part of a sale is asked for. */
  const counted = <Sale extends object>(sale: Sale): Sale =>
    Object.defineProperty({ ...sale }, 'part', { get: () => ((reads += 1), 1) })
  const asCounted = facts.map((fact) =>
    fact.type === 'hui.part-transferred' ? { ...fact, body: counted(fact.body) } : fact
  )
  const sales = told.map((to) =>
    counted({ id: to, host, line: line.id, part: 1, from: numberedId(1), to, on: dayOf(3), seen: true })
  )
  const context = { asOf: Date.UTC(2100, 0, 1), day: dayOf(60), signs: { sales } }
  const [warning] = hostWarnings([{ state, facts: asCounted }], context)
  expect(warning!.indicators.find(({ id }) => id === 'R19')!.inputs['twice']).toBe(2 * many)
  expect(reads).toBeLessThanOrEqual(8 * many)
})

describe('R19: a sale that is only told of', () => {
  const sale = (to: number, other: object = {}) => ({
    id: `t${to}`,
    host,
    line: lineOf(5).id,
    part: 2,
    from: numberedId(2),
    to: numberedId(to),
    on: dayOf(3),
    seen: true,
    ...other
  })
  const told = (...sales: ReturnType<typeof sale>[]) => ({ signs: { sales } })

  test('counts as one without signature after the days of waiting, until the line records it', () => {
    const line = lineOf(5)
    expect(level('R19', [line], { ...told(sale(8)), day: dayOf(10) })).toBe('none')
    expect(found('R19', [line], { ...told(sale(8)), day: dayOf(11) })).toMatchObject({
      level: 'amber',
      inputs: { unsigned: 1, twice: 0, sales: 0, reported: 1 },
      evidence: [{ line: line.id, part: 2, fact: 't8' }]
    })
    expect(level('R19', [line], told(sale(8, { host: numberedId(5) })))).toBe('none')
    line.transfer(2, numberedId(8), 3)
    expect(level('R19', [line], told(sale(8)))).toBe('none')
  })

  test('to a second buyer is red where both were seen, and amber on hearsay', () => {
    const line = lineOf(5)
    expect(level('R19', [line], told(sale(8), sale(9)))).toBe('red')
    expect(level('R19', [line], told(sale(8), sale(9, { seen: false })))).toBe('amber')
    expect(level('R19', [line], told(sale(8), sale(8, { id: 'again' })))).toBe('amber')
    expect(level('R19', [line], told(sale(8), sale(9, { part: 3, from: numberedId(3) })))).toBe('amber')
    line.transfer(2, numberedId(8), 3)
    expect(found('R19', [line], told(sale(9)))).toMatchObject({ level: 'red', inputs: { twice: 2 } })
  })
})

test('R20: a reported gift is amber, a proven one red', () => {
  const told = (proven: boolean) => ({ signs: { inducements: [{ id: 't', host, proven }] } })
  expect(level('R20', [lineOf(5)])).toBe('not-computable')
  expect(level('R20', [lineOf(5)], { signs: { inducements: [] } })).toBe('none')
  expect(level('R20', [lineOf(5)], told(false))).toBe('amber')
  expect(level('R20', [lineOf(5)], told(true))).toBe('red')
})
