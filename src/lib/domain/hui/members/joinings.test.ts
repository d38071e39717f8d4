import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, sum } from '../../../../../tests/hui/line-laws.ts'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { debtsOf } from '../money/debts.ts'
import { personNets } from '../money/net.ts'
import { shortOf } from './members.ts'

const host = numberedId(999)
const newcomer = numberedId(70)

/** A line of four parts of 1.000 đ: the second is left from round 2 on, and joined from round 3, 300 đ of 1.800 paid. */
function joined(other: Parameters<typeof agreement>[2] = {}): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'none' }, ...other }))
  book.round(1, 1, 100, { collected: true })
  book.depart(2, 2)
  book.round(2, 3, 100, { collected: true })
  book.join(2, newcomer, 3, { paid: 300 })
  return book
}
const whyOf = (book: TestLine, { id }: { id: string }) => book.state.doubts.find((one) => one.id === id)?.why
const joiningOf = (book: TestLine) => book.state.members.joined.map(({ due, paid }) => [due, paid])
const owed = (book: TestLine) =>
  debtsOf(book.state)
    .filter(({ why }) => why === 'joining')
    .map(({ from, to, amount }) => [from, to, amount])

test('what a joiner is short of is paid later, in parts; more than it does not count, nor does money of nobody who joined', () => {
  const book = joined()
  expect(owed(book)).toEqual([[newcomer, host, 1_500]])
  const paid = [
    book.payJoining(2, newcomer, 500),
    book.payJoining(2, newcomer, 1_001),
    book.payJoining(2, newcomer, 1_000),
    book.payJoining(2, numberedId(3), 1),
    book.payJoining(3, newcomer, 1)
  ]
  expect(paid.map((one) => whyOf(book, one))).toEqual([
    undefined,
    'member-overpaid',
    undefined,
    'unknown-entry',
    'unknown-entry'
  ])
  expect([joiningOf(book), owed(book)]).toEqual([[[1_800, 1_800]], []])
  const nets = new Map(personNets(book.state).map(({ person, gave, got }) => [person, gave - got]))
  expect([nets.get(newcomer), nets.get(host)]).toEqual([1_800, 900 - 1_800])
})

test('of two joinings of one part the earliest is paid first, and what was heard twice counts once', () => {
  const parts = [1, 2, 3].map((no) => [{ person: numberedId(no), units: 2 }])
  const book = new TestLine(agreement(3, 1_000, { parts, unitsPerPart: 2, commission: { kind: 'none' } }))
  book.round(1, 1, 100)
  book.depart(2, 2)
  book.join(2, newcomer, 2, { units: 1 })
  book.round(2, 3, 0)
  book.join(2, newcomer, 3, { units: 1, paid: 50 })
  expect(joiningOf(book)).toEqual([
    [450, 0],
    [950, 50]
  ])
  book.payJoining(2, newcomer, 600)
  const again = book.payJoining(2, newcomer, 600)
  expect(whyOf(book, again)).toBe('heard-twice')
  expect(joiningOf(book)).toEqual([
    [450, 450],
    [950, 200]
  ])
})

test('it is taken out of a pot of theirs once that is due: the same money, paid and handed over', () => {
  const book = joined({ handoverDays: 2 })
  const early = book.payJoining(2, newcomer, 400, { pot: 3, on: dayOf(3) })
  const others = book.payJoining(2, newcomer, 200, { pot: 2 })
  const out = book.payJoining(2, newcomer, 1_500, { pot: 3 })
  expect([early, others, out].map((one) => whyOf(book, one))).toEqual([
    'unknown-round',
    'unknown-holder',
    'unknown-round'
  ])
  book.round(3, 2, 0, { collected: true })
  expect([early, others, out].map((one) => whyOf(book, one))).toEqual([
    'pot-not-due',
    'unknown-holder',
    undefined
  ])
  const pot = () => book.state.rounds[2]!
  expect(pot()).toMatchObject({ payout: 3_000, setOff: 1_500, held: 1_500, closed: false })
  book.hand(3, 1_500, { to: newcomer })
  expect(pot()).toMatchObject({ held: 0, closed: true })
  expect(owed(book)).toEqual([])
  expect(book.issue(out)).toBeNull()
  const more = book.payJoining(2, newcomer, 1, { pot: 3, on: dayOf(98) })
  expect(whyOf(book, more)).toBe('member-overpaid')
})

test('a receipt says what is still short, and holds its money fast against what comes from before', () => {
  const book = joined()
  const paid = book.payJoining(2, newcomer, 1_000)
  const receipt = book.issue(paid)!
  expect(receipt.body).toMatchObject({
    kind: 'joining',
    part: 2,
    payer: newcomer,
    payee: host,
    amount: 1_000,
    into: 0,
    balance: 500
  })
  const early = book.payJoining(2, newcomer, 900, {}, { at: book.facts[1]!.at, n: 1, device: 'e'.repeat(43) })
  expect([whyOf(book, early), whyOf(book, receipt), whyOf(book, paid)]).toEqual([
    'member-overpaid',
    undefined,
    undefined
  ])
  book.payJoining(2, newcomer, 500)
  expect(book.state.receipts).toMatchObject([{ balance: 0 }])
})

test('money with a receipt stays paid where less is due since: the rest of it is paid ahead', () => {
  const book = joined()
  const paid = book.payJoining(2, newcomer, 1_500)
  const receipt = book.issue(paid)!
  book.amend(1, { face: 900 })
  const [[due, counted]] = joiningOf(book) as [[number, number]]
  expect([due, counted]).toEqual([1_600, 1_600])
  expect(book.state.credits).toEqual([{ person: newcomer, amount: 200 }])
  expect([whyOf(book, paid), whyOf(book, receipt)]).toEqual([undefined, undefined])
})

test('who leaves again claims what they paid later too', () => {
  const book = joined()
  book.round(3, 4, 0, { collected: true })
  book.depart(2, 4, { holder: newcomer })
  const claim = () => book.state.members.left[1]!.claim
  expect(claim()).toBe(300 + 1_000)
  book.payJoining(2, newcomer, 700)
  expect(claim()).toBe(300 + 1_000 + 700)
})

/** Plans who leaves and joins when, thousandths of the face paid at joining, and payments since: how much, out of which pot or none. */
const plan = fc.record({
  leaves: fc.integer({ min: 1, max: 3 }),
  later: fc.nat(1),
  paid: fc.nat(2_500),
  since: fc.array(fc.tuple(fc.integer({ min: 1, max: 1_500 }), fc.nat(6)), { maxLength: 6 }),
  handed: fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5_000 })), {
    maxLength: 3
  })
})

test('no money for joining is lost: all that counts is paid of what was short, never more, and stays in its pot', () => {
  let [counted, outOfPots] = [0, 0]
  fc.assert(
    fc.property(plan, ({ leaves, later, paid, since, handed }) => {
      const [part, face] = [4, 1_003]
      const of = (share: number) => Math.max(1, Math.floor((face * share) / 1_000))
      const write = (all: typeof since) => {
        const book = new TestLine(agreement(6, face))
        for (let k = 1; k <= 6; k += 1) book.round(k, k, k < 6 ? 7 : 0, { collected: true })
        book.depart(part, leaves)
        book.join(part, newcomer, leaves + later, { paid: of(paid) })
        for (const [k, share] of handed) book.hand(k, of(share), k === part ? { to: newcomer } : {})
        return {
          book,
          payments: all.map(([share, pot]) => book.payJoining(part, newcomer, of(share), { pot }))
        }
      }
      const { book, payments } = write(since)
      const [line, before] = [fold(book), fold(write([]).book)]
      const doubted = new Set(line.doubts.map(({ id }) => id))
      const stands = payments.filter(({ id }) => !doubted.has(id))
      const [one, then] = [line.members.joined[0]!, before.members.joined[0]!]
      const sumOf = (facts: typeof stands) => sum(facts.map(({ body }) => body['amount'] as number))
      expect(one.paid - then.paid).toBe(sumOf(stands))
      expect(shortOf(one) + one.paid).toBe(Math.max(one.due, then.paid))
      const pots = stands.filter(({ body }) => 'pot' in body)
      expect(sum(line.rounds.map(({ setOff }) => setOff))).toBe(sumOf(pots))
      for (const { payout, handed, left, setOff, paid, covered, drawn, kept, held } of line.rounds) {
        expect(handed + left + setOff).toBeLessThanOrEqual(payout)
        expect(held).toBe(paid + covered + drawn - handed - left - setOff - kept)
      }
      expect(line.rounds.map(({ dues }) => dues)).toEqual(before.rounds.map(({ dues }) => dues))
      const nets = personNets(line)
      expect(sum(nets.map(({ gave, got }) => gave - got))).toBe(
        sum(line.rounds.map(({ held, left }) => held + left)) + sum(line.credits.map(({ amount }) => amount))
      )
      counted += stands.length
      outOfPots += pots.length
    }),
    { numRuns: 300 }
  )
  expect(Math.min(counted, outOfPots)).toBeGreaterThan(10)
})

test('units that a joiner has a receipt for are not sold by a later record while their holder is still in the line', () => {
  const leaver = { person: numberedId(2), units: 2 }
  const parts = [1, 2, 3].map((no) => [no === 2 ? leaver : { person: numberedId(no), units: 2 }])
  const cut = { parts, unitsPerPart: 2, commission: { kind: 'none' } } as const
  const book = new TestLine(agreement(3, 1_000, cut))
  book.round(1, 1, 0)
  book.depart(2, 2)
  const joining = book.join(2, newcomer, 2, { units: 1 })
  const receipt = book.issue(book.payJoining(2, newcomer, 500))
  expect(receipt).not.toBeNull()
  // One of the two units is promised: the other may be sold, both may not.
  const buyer = numberedId(71)
  const whole = book.transfer(2, buyer, 1, { units: 2, from: leaver.person })
  expect([joining, receipt!, whole].map((one) => whyOf(book, one))).toEqual([
    undefined,
    undefined,
    'receipt-before'
  ])
  const half = book.transfer(2, buyer, 1, { units: 1, from: leaver.person })
  expect([joining, receipt!, half].map((one) => whyOf(book, one))).toEqual([undefined, undefined, undefined])
})
