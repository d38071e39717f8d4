import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bookOf, linePlan, shuffled } from '../../../../../tests/hui/line-plans.ts'
import { dayOf, numberedId, said, type TestLine } from '../../../../../tests/hui/test-line.ts'
import type { FactOf } from '../../facts.ts'
import { line } from '../line.ts'
import type { Line } from '../state.ts'
import { paidBy } from './receipts.ts'
import { numRuns } from '../../../../../tests/hui/line-laws.ts'

const late = Date.UTC(2100, 0, 1)
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0)

/** Money that comes late, about the same as a receipt: what it is, which receipt, the part that puts in, thousandths, the day. */
const lateMoney = fc.array(
  fc.tuple(
    fc.constantFrom('pay', 'cover', 'member', 'repay', 'hand', 'leave', 'prepay', 'setOff', 'twin'),
    fc.nat(9),
    fc.integer({ min: 1, max: 9 }),
    fc.integer({ min: 1, max: 1_100 }),
    fc.nat(9)
  ),
  { minLength: 1, maxLength: 12 }
)
const lateHarm = fc.array(
  fc.tuple(
    fc.constantFrom('reverse', 'amend', 'stop', 'round', 'sell'),
    fc.nat(99),
    fc.integer({ min: 1, max: 9 })
  ),
  { minLength: 1, maxLength: 4 }
)
type LateMoney = typeof lateMoney extends fc.Arbitrary<infer All> ? All : never

/** Writes money that another phone had heard earlier, before all that the book has. */
function addEarlier(book: TestLine, all: LateMoney): void {
  const { face } = book.agreement
  const printed = book.state.receipts.map(({ entry }) => book.facts.find(({ id }) => id === entry)!)
  all.forEach(([what, which, by, share, day], i) => {
    const { type, body } = printed[which % printed.length]!
    const { k = 1, part = 1, holder = book.holder(part), to } = body as Partial<Record<string, never>>
    const amount = Math.max(1, Math.floor((face / 1_000) * share))
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, i)).toISOString()
    const other = { device: 'e'.repeat(43), by: 'lt-truc', n: i + 1, at }
    const due = { on: dayOf(day), said, k, part, holder }
    if (what === 'pay') book.pay(k, part, amount, due, other)
    if (what === 'cover') book.cover(k, part, amount, due, other)
    if (what === 'member') book.cover(k, part, amount, { ...due, by: numberedId(by) }, other)
    if (what === 'hand') book.hand(k, amount, to ? { on: due.on, to } : { on: due.on }, other)
    const back = { to: book.agreement.host, amount }
    if (what === 'repay') book.write('hui.advance-repaid', { ...due, ...back }, other)
    if (what === 'leave') book.write('hui.pot-left', { on: due.on, said, k, holder, amount }, other)
    if (what === 'prepay')
      book.write('hui.prepaid', { on: due.on, said, holder, amount, method: 'cash' }, other)
    if (what === 'setOff') book.write('hui.set-off-agreed', { ...due, amount, pot: by }, other)
    if (what === 'twin')
      book.write(type as 'hui.prepaid', body as never, {
        ...other,
        at: new Date(Date.parse(printed[0]!.at) - 60_000).toISOString()
      })
  })
}

const whole = ({ agreement }: TestLine, person: string) => ({ person, units: agreement.unitsPerPart })

/** Returns the type of the money that a receipt is for; of anything else nothing. */
const kindOf = (book: TestLine, type: string, { entry }: TestLine['facts'][number]['body']) =>
  type === 'hui.receipt-issued' ? (book.facts.find(({ id }) => id === entry)?.type ?? '') : ''

/** Tells whether the money of a receipt counts, and pays what the paper says. */
function paysWhatItSays(of: Line, { body }: TestLine['facts'][number]): boolean {
  const says = body as unknown as FactOf<'hui.receipt-issued'>['body']
  if (of.doubts.some(({ id }) => id === says.entry)) return false
  const own = of.rounds.flatMap(({ dues }) => dues).map((due) => paidBy(says.entry, due))
  const [into, back] = [sum(own.map(({ into }) => into)), own.flatMap(({ back }) => back)]
  return into === says.into && JSON.stringify(back) === JSON.stringify(says.back)
}

test('money that comes late, and is earlier, changes nothing that a receipt says', () => {
  fc.assert(
    fc.property(linePlan, lateMoney, fc.nat(1_000), (planned, money, seed) => {
      const book = bookOf(planned)
      const issued = book.facts.filter(({ type }) => type === 'hui.receipt-issued')
      fc.pre(issued.length > 0)
      const said = JSON.stringify(issued)
      addEarlier(book, money)
      const of = line(shuffled(book.facts, seed), late)!
      expect(JSON.stringify(issued)).toBe(said)
      expect(of.receipts.map(({ id }) => id)).toEqual(issued.map(({ id }) => id))
      for (const receipt of issued) {
        expect(of.doubts.filter(({ id }) => id === receipt.id || id === receipt.body['entry'])).toEqual([])
        expect(paysWhatItSays(of, receipt)).toBe(true)
      }
      for (const { due, paid, covered, drawn, open } of of.rounds.flatMap(({ dues }) => dues))
        expect([paid + covered + drawn + open, open >= 0]).toEqual([due, true])
    }),
    { numRuns }
  )
})

test('a sale, a joining or other terms that come late change nothing that a receipt beside the dues says', () => {
  const lateChange = fc.array(
    fc.tuple(
      fc.constantFrom('sell', 'sellVacant', 'join', 'amend'),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 9 })
    ),
    { minLength: 1, maxLength: 4 }
  )
  fc.assert(
    fc.property(linePlan, lateChange, fc.nat(1_000), (planned, changes, seed) => {
      const book = bookOf(planned)
      const beside = new Set(['hui.prepaid', 'hui.late-interest-paid', 'hui.joining-paid'])
      for (const money of book.facts.filter(({ type }) => beside.has(type))) book.issue(money)
      const { receipts } = book.state
      fc.pre(receipts.length > 0)
      const { host } = book.agreement
      for (const [what, no, from] of changes) {
        if (what === 'sell') book.transfer(no, numberedId(40), from, { units: 1 })
        if (what === 'sellVacant') book.transfer(no, numberedId(41), from, { units: 1, from: host })
        if (what === 'join') book.join(no, numberedId(42), from, { units: 1 })
        if (what === 'amend')
          book.amend(1, { parts: book.agreement.parts.map((_, i) => [whole(book, numberedId(70 + i))]) })
      }
      const of = line(shuffled(book.facts, seed), late)!
      const kinds = book.facts.filter(({ type, body }) => beside.has(kindOf(book, type, body)))
      const doubted = of.doubts.filter(({ id }) => kinds.some((fact) => fact.id === id))
      expect(doubted).toEqual([])
    }),
    { numRuns }
  )
})

test('a stop that comes after receipts changes nothing that they say, whatever its day', () => {
  fc.assert(
    fc.property(linePlan, fc.nat(9), fc.nat(1_000), (planned, day, seed) => {
      const book = bookOf({ ...planned, stopped: false })
      const before = book.state
      fc.pre(before.receipts.length > 0)
      book.stop(dayOf(day))
      const of = line(shuffled(book.facts, seed), late)!
      expect(of.receipts.map(({ id }) => id)).toEqual(before.receipts.map(({ id }) => id))
      const ids = new Set(before.receipts.map(({ id }) => id))
      const inDoubt = ({ doubts }: Line) => doubts.filter(({ id }) => ids.has(id))
      expect(inDoubt(of)).toEqual(inDoubt(before))
    }),
    { numRuns }
  )
})

test('receipts as a screen issues them stand, one after the other', () => {
  fc.assert(
    fc.property(linePlan, (planned) => {
      const book = bookOf({ ...planned, receipts: [] })
      const money = book.facts.filter(({ body }) => 'amount' in body)
      for (const one of money.slice(-8)) {
        const issued = book.issue(one)
        if (issued) expect(book.state.doubts.filter(({ id }) => id === issued.id)).toEqual([])
      }
      const ids = new Set(book.facts.filter(({ type }) => type === 'hui.receipt-issued').map(({ id }) => id))
      expect(book.state.doubts.filter(({ id }) => ids.has(id))).toEqual([])
    }),
    { numRuns: Math.ceil(numRuns / 10) }
  )
})

test('whatever comes, a receipt stands until it is reversed itself, and says so where its money no longer does', () => {
  fc.assert(
    fc.property(linePlan, lateMoney, lateHarm, fc.nat(1_000), (planned, money, harm, seed) => {
      const book = bookOf(planned)
      const issued = book.facts.filter(({ type }) => type === 'hui.receipt-issued')
      fc.pre(issued.length > 0)
      addEarlier(book, money)
      const targets = book.facts.slice(1)
      const reversed = new Set<string>()
      for (const [what, which, k] of harm) {
        const target = targets[which % targets.length]!.id
        if (what === 'reverse') reversed.add(book.reverse(target).body['entry'] as string)
        if (what === 'amend') book.amend(1, { face: 1_000 + which })
        if (what === 'stop') book.stop(dayOf(k))
        if (what === 'round') book.round(k, k, 0)
        if (what === 'sell') book.transfer(k, numberedId(40), k)
      }
      const of = line(shuffled(book.facts, seed), late)!
      for (const receipt of issued) {
        const standing = of.receipts.find(({ id }) => id === receipt.id)
        const doubt = of.doubts.find(({ id }) => id === receipt.id)
        if (reversed.has(receipt.id)) expect([standing, doubt]).toEqual([undefined, undefined])
        else if (paysWhatItSays(of, receipt) && !reversed.has(receipt.body['entry'] as string))
          expect([standing?.number, doubt]).toEqual([receipt.body['number'], undefined])
        else expect(doubt?.why).toMatch(/^receipt-/)
      }
    }),
    { numRuns }
  )
})
