import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { daysLater } from '../calendar.ts'
import { countedRate, interestOn, lateIn, latePotsIn } from './late.ts'

test('interest on a late sum, to the nearest đồng', () => {
  expect(interestOn(5_000_000, 1_000, 30)).toBe(41_096)
  expect(interestOn(1_000_000, 1_000, 45)).toBe(12_329)
  expect(interestOn(1_000_000, 2_000, 45)).toBe(24_658)
  // Half a đồng goes up.
  expect(interestOn(3_650, 1_000, 1) + interestOn(1_825, 1_000, 1)).toBe(1 + 1)
})

test('none agreed is 10 %, an agreed 0 is 0, and above 20 % is outside the law', () => {
  expect([countedRate(null), countedRate(0), countedRate(1_500), countedRate(3_600)]).toEqual([
    1_000, 0, 1_500, 2_000
  ])
})

const late = (days: number, from = dayOf(1)) => daysLater(from, days)

test('a living part that the host covered owes her interest from the day when it was due until each repayment', () => {
  const book = new TestLine(agreement(4, 5_000_000, { commission: { kind: 'none' }, collectDays: 2 }))
  book.round(1, 1, 0)
  book.cover(1, 2, 5_000_000, { on: late(5) })
  book.pay(1, 2, 2_000_000, { on: late(32) })
  const day = late(47)
  expect(lateIn(book.state, day).filter(({ part }) => part === 2)).toMatchObject([
    { to: numberedId(999), amount: 2_000_000, days: 30, paid: true, basis: '22.1', interest: 16_438 },
    { to: numberedId(999), amount: 3_000_000, days: 45, paid: false, basis: '22.1', interest: 36_986 }
  ])
})

test('who has taken falls under 466.5 in a line with interest, whose sum is for a judge; without interest it is counted', () => {
  const of = (model: 'discount' | 'interest-free') => {
    const book = new TestLine(agreement(3, 1_000_000, { commission: { kind: 'none' }, model }))
    book.round(1, 1, 0, { collected: true })
    book.round(2, 2, 0)
    return lateIn(book.state, late(45, dayOf(2))).filter(({ part }) => part === 1)
  }
  expect(of('discount')).toMatchObject([
    { amount: 1_000_000, days: 45, basis: '22.2b', interest: null, to: null }
  ])
  expect(of('interest-free')).toMatchObject([{ basis: '22.2a', interest: 12_329 }])
})

test('what the host says was all paid is late for nobody; nor is what she owes herself', () => {
  const parts = agreement(3, 1_000).parts.with(1, [{ person: numberedId(999), units: 1 }])
  const book = new TestLine(agreement(3, 1_000, { commission: { kind: 'none' }, parts }))
  book.round(1, 1, 0, { collected: true })
  book.round(2, 3, 0)
  book.cover(2, 2, 1_000, { holder: numberedId(999) })
  expect(lateIn(book.state, dayOf(50)).map(({ k, part }) => [k, part])).toEqual([[2, 1]])
})

test('a pot is late after the days agreed for handing over, each piece by itself, and what was left with the host is not', () => {
  const book = new TestLine(
    agreement(3, 1_000_000, { commission: { kind: 'none' }, handoverDays: 1, lateRate: 2_000 })
  )
  book.round(1, 1, 0)
  book.hand(1, 500_000, { on: dayOf(2) })
  book.hand(1, 1_000_000, { on: dayOf(47) })
  book.leave(1, 100_000)
  expect(latePotsIn(book.state, dayOf(32))).toMatchObject([
    { amount: 1_000_000, days: 45, handed: true, interest: 24_658 },
    { amount: 400_000, days: 30, handed: false, interest: 6_575 }
  ])
})

test('where the host need not put in what is missing, the interest on a late pot is not reckoned while some is open', () => {
  const book = new TestLine(agreement(3, 1_000_000, { advance: 'nobody' }))
  book.round(1, 1, 0)
  expect(latePotsIn(book.state, dayOf(31))).toMatchObject([{ days: 30, interest: null }])
})

test('what was agreed anew from a later round on changes nothing of the rounds before', () => {
  const book = new TestLine(agreement(3, 1_000_000, { commission: { kind: 'none' } }))
  book.round(1, 1, 0)
  book.amend(2, { lateRate: 2_000, collectDays: 10, handoverDays: 10 })
  book.round(2, 2, 0)
  const rounds = (late: { k: number; days: number; interest: number | null }[]) =>
    [1, 2].map((k) => late.find((one) => one.k === k)).map((one) => [one?.days, one?.interest])
  // 1,000,000 of a due; 2,000,000 of a pot.
  const [dues, pots] = [lateIn, latePotsIn].map((of) => rounds(of(book.state, dayOf(46))))
  expect(dues).toEqual([
    [45, 12_329],
    [34, null]
  ])
  expect(pots).toEqual([
    [45, 24_658],
    [34, 37_260]
  ])
})
