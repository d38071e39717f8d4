import { expect, test } from 'vitest'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import { lineOf } from '../../../../../tests/hui/watched-lines.ts'
import { bookAgainst } from './statements.ts'

const [member, stranger] = [numberedId(3), numberedId(77)]
const itself = (person: string) => person
const against = (
  statement: Parameters<ReturnType<typeof bookAgainst>>[0],
  lines = [lineOf(5).state],
  one: (person: string) => string = itself
) => bookAgainst(lines, one)(statement)

test('whoever paid and is in no book of the host is against it, as whoever denies to be in it', () => {
  expect(against({ payer: stranger, says: 'paid' })).toBe(true)
  expect(against({ payer: member, says: 'paid' })).toBe(false)
  expect(against({ payer: member, says: 'no-part' })).toBe(true)
  expect(against({ payer: stranger, says: 'no-part' })).toBe(false)
  const other = lineOf(5, { parts: [[{ person: stranger, units: 1 }], [{ person: member, units: 1 }]] }, 2)
  const both = [lineOf(5).state, other.state]
  expect(against({ payer: stranger, says: 'paid' }, both)).toBe(false)
  expect(against({ payer: stranger, says: 'paid', line: lineOf(5).id }, both)).toBe(true)
  expect(against({ payer: stranger, says: 'no-part', line: other.id }, both)).toBe(true)
  expect(against({ payer: member, says: 'paid', line: numberedId(1) }, both)).toBe(true)
})

test('of a round it is against the book until the book has that money, wherever it went', () => {
  const line = lineOf(5)
  const says = (amount?: number) => ({
    payer: member,
    says: 'paid' as const,
    line: line.id,
    k: 1,
    ...(amount && { amount })
  })
  expect(against(says(), [line.state])).toBe(true)
  line.round(1, 1, 100)
  line.pay(1, 3, 500)
  expect(against(says(), [line.state])).toBe(false)
  expect(against(says(500), [line.state])).toBe(false)
  expect(against(says(900), [line.state])).toBe(true)
  line.cover(1, 3, 400, { by: numberedId(2) })
  line.pay(1, 3, 600, { on: '2026-01-20' })
  expect(against(says(1_100), [line.state])).toBe(false)
  expect(against({ ...says(900), k: 2 }, [line.state])).toBe(true)
})

test('“thu đủ” has everybody’s money', () => {
  const line = lineOf(5)
  line.round(1, 1, 100, { collected: true })
  expect(against({ payer: member, says: 'paid', line: line.id, k: 1, amount: 900 }, [line.state])).toBe(false)
})

test('whoever was written down twice is in the book under either id', () => {
  const one = (person: string) => (person === stranger ? member : person)
  expect(against({ payer: stranger, says: 'paid' }, [lineOf(5).state], one)).toBe(false)
  expect(against({ payer: stranger, says: 'no-part' }, [lineOf(5).state], one)).toBe(true)
})

test('whoever took and was not given the pot is against a book that says it is gone', () => {
  const line = lineOf(5)
  const says = (k?: number, payer = member) =>
    against({ payer, says: 'pot-not-handed', line: line.id, ...(k && { k }) }, [line.state])
  line.round(1, 3, 100)
  expect([says(), says(1)]).toEqual([false, false])
  const { payout } = line.state.rounds[0]!
  line.hand(1, payout - 1)
  expect(says(1)).toBe(false)
  line.hand(1, 1)
  expect([says(), says(1)]).toEqual([true, true])
  expect(against({ payer: member, says: 'pot-not-handed' }, [line.state])).toBe(true)
  line.round(2, 2, 100)
  expect([says(), says(2, numberedId(2))]).toEqual([true, false])
})

test('the word about a pot of somebody who took none, or not in that round, is not against the book', () => {
  const line = lineOf(5)
  line.round(1, 3, 100)
  line.hand(1, line.state.rounds[0]!.payout)
  const says = (payer: string, k?: number) =>
    against({ payer, says: 'pot-not-handed', line: line.id, ...(k && { k }) }, [line.state])
  expect([says(stranger), says(stranger, 1), says(numberedId(1)), says(numberedId(1), 1)]).toEqual([
    false,
    false,
    false,
    false
  ])
  expect([says(member, 2), says(member, 9)]).toEqual([false, false])
  expect(against({ payer: stranger, says: 'pot-not-handed' }, [line.state])).toBe(false)
  expect(against({ payer: member, says: 'pot-not-handed', line: numberedId(1) }, [line.state])).toBe(false)
})

test('thousands of statements read the host’s lines once', () => {
  const { state } = lineOf(5)
  let reads = 0
  const parts = state.parts.map((part) => ({
    ...part,
    get holders() {
      reads += 1
      return part.holders
    }
  }))
  const isAgainst = bookAgainst([{ ...state, parts }], itself)
  for (let i = 0; i < 1_000; i += 1) isAgainst({ payer: numberedId(5_000 + i), says: 'paid' })
  expect(reads).toBe(parts.length)
})
