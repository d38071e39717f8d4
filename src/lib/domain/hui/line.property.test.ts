import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold, holds, late, numRuns, sum, total, unchanged } from '../../../../tests/hui/line-laws.ts'
import { agreement, dayOf, TestLine } from '../../../../tests/hui/test-line.ts'
import { bookOf, linePlan, shuffled } from '../../../../tests/hui/line-plans.ts'
import { line } from './line.ts'
import { lateAccounts } from './money/interest.ts'
import { personNets } from './money/net.ts'
import type { Line } from './state.ts'

test('1: all money is whole and not negative but what is held, bids lie below the face, the last one is none', () => {
  holds((planned) => {
    const { rounds, terms, credits } = fold(bookOf(planned))
    for (const { k, bid, dues, held, ...round } of rounds) {
      const { gross, commission, payout, paid, covered, drawn, open, handed, left, kept } = round
      const sums = [bid, gross, commission, payout, paid, covered, drawn, open, handed, left, kept]
      const owed = dues.flatMap(({ due, paid, covered, drawn, open, credit, covers }) => [
        due,
        paid,
        covered,
        drawn,
        open,
        credit,
        ...covers.flatMap(({ amount, repaid }) => [amount, repaid, amount - repaid])
      ])
      for (const value of [...sums, ...owed]) expect(Number.isSafeInteger(value) && value >= 0).toBe(true)
      expect(Number.isSafeInteger(held)).toBe(true)
      expect(bid).toBeLessThan(terms.face)
      if (k === terms.n) expect(bid).toBe(0)
    }
    for (const { amount } of credits) expect(Number.isSafeInteger(amount) && amount > 0).toBe(true)
  })
})

test('2: a part takes once, rounds follow each other, and all have taken when all rounds are held', () => {
  holds((planned) => {
    const { rounds, parts, complete, terms } = fold(bookOf(planned))
    expect(rounds.map(({ k }) => k)).toEqual(rounds.map((_, i) => i + 1))
    expect(new Set(rounds.map(({ taker }) => taker)).size).toBe(rounds.length)
    for (const { k, taker } of rounds) expect(parts[taker - 1]!.takenAt).toBe(k)
    expect(parts.filter(({ takenAt }) => takenAt !== null)).toHaveLength(rounds.length)
    expect(complete).toBe(rounds.length === terms.n)
  })
})

test('3: what is due is the pot and the commission, to the đồng, however parts are cut', () => {
  holds((planned) => {
    const { rounds, terms } = fold(bookOf(planned))
    for (const { k, bid, dues, gross, payout, commission, taker } of rounds) {
      expect(sum(dues.map(({ due }) => due))).toBe(gross)
      expect(payout + commission).toBe(gross)
      const { n, face, model } = terms
      const earlier = sum(rounds.slice(0, k - 1).map(({ bid }) => bid))
      const known = model === 'premium' ? (n - 1) * face + earlier : (k - 1) * face + (n - k) * (face - bid)
      expect(gross).toBe(known)
      expect(sum(dues.filter(({ part }) => part === taker).map(({ due }) => due))).toBe(0)
    }
  })
})

test('4: paid, covered, drawn and open are what is due; what came in is handed over, left, set off, kept or held', () => {
  holds((planned) => {
    for (const { dues, gross, payout, ...round } of fold(bookOf(planned)).rounds) {
      for (const { due, paid, covered, drawn, open, covers } of dues) {
        expect(paid + covered + drawn + open).toBe(due)
        expect(sum(covers.map(({ amount }) => amount))).toBe(covered)
      }
      const { paid, covered, drawn, open, handed, left, setOff, kept, held, commission, closed } = round
      expect(paid + covered + drawn + open).toBe(gross)
      expect(paid + covered + drawn).toBe(handed + left + setOff + kept + held)
      expect(handed + left + setOff).toBeLessThanOrEqual(payout)
      expect(kept).toBeLessThanOrEqual(commission)
      if (closed) expect([open, held]).toEqual([0, 0])
    }
  })
})

test('money: nothing paid is lost: it is in dues, came back to who covered, or is credit', () => {
  holds((planned) => {
    const book = bookOf({ ...planned, collected: planned.collected.map(() => false) })
    const of = fold(book)
    const doubted = new Set(of.doubts.map(({ id }) => id))
    const came = (type: string) =>
      total(
        book.facts
          .filter((fact) => fact.type === type && !doubted.has(fact.id))
          .map(({ body }) => BigInt(body['amount'] as number))
      )
    const dues = of.rounds.flatMap(({ dues }) => dues)
    const all = (value: (due: (typeof dues)[number]) => number) =>
      total(dues.map((due) => BigInt(value(due))))
    const repaid = all(({ covers }) => sum(covers.map(({ repaid }) => repaid)))
    const credit = total(of.credits.map(({ amount }) => BigInt(amount)))
    const into = [
      ...['received', 'covered'].map((what) => `hui.contribution-${what}`),
      'hui.set-off-agreed'
    ].map(came)
    expect(total(into) + came('hui.advance-repaid') + came('hui.prepaid')).toBe(
      all(({ paid, covered, drawn }) => paid + covered + drawn) + repaid + credit
    )
  })
})

test('late interest is no money of the pots: without it all else is the same; each sum is whole and counted once', () => {
  holds((planned) => {
    const book = bookOf({ ...planned, receipts: [] })
    const [of, without] = [book, bookOf({ ...planned, receipts: [], interest: [] })].map((one) => fold(one))
    expect([of!.rounds, of!.credits]).toEqual([without!.rounds, without!.credits])
    const doubted = new Set(of!.doubts.map(({ id }) => id))
    const came = (type: string) =>
      sum(
        book.facts.flatMap(({ id, type: of, body }) =>
          of === type && !doubted.has(id) ? [body['amount'] as number] : []
        )
      )
    expect(sum(of!.interest.map(({ paid }) => paid))).toBe(came('hui.late-interest-paid'))
    expect(sum(of!.interest.map(({ waived }) => waived))).toBe(came('hui.penalty-waived'))
    const accounts = lateAccounts(of!, dayOf(60))
    expect(sum(accounts.map(({ paid }) => paid))).toBe(came('hui.late-interest-paid'))
    for (const { asked, paid, waived, left } of accounts)
      expect(left).toBe(Math.max(0, asked - paid - waived))
  })
})

test('what was agreed at the end changes no due; each share is paid or open, and no money of it is lost', () => {
  holds((planned) => {
    const book = bookOf({ ...planned, receipts: [] })
    const [of, without] = [book, bookOf({ ...planned, receipts: [], agreedShares: [] })].map((one) =>
      fold(one)
    )
    expect([of!.rounds, of!.credits, of!.interest]).toEqual([
      without!.rounds,
      without!.credits,
      without!.interest
    ])
    const doubted = new Set(of!.doubts.map(({ id }) => id))
    const paid = book.facts.filter(({ id, type }) => type === 'hui.agreed-paid' && !doubted.has(id))
    const shares = of!.settlements.flatMap(({ shares }) => shares)
    for (const { amount, paid, open } of shares)
      expect([paid + open, paid >= 0, open >= 0]).toEqual([amount, true, true])
    expect(
      total([...shares.map(({ paid }) => paid), ...of!.settlements.map(({ beyond }) => beyond)].map(BigInt))
    ).toBe(total(paid.map(({ body }) => BigInt(body['amount'] as number))))
    if (!of!.stopped && !of!.complete) expect(of!.settlements).toEqual([])
  })
})

test('what all gave beyond what all got is what the host still holds', () => {
  holds((planned) => {
    const of = fold(bookOf(planned))
    const all = (values: readonly number[]) => total(values.map(BigInt))
    const nets = personNets(of)
    const holds =
      all(of.rounds.map(({ held, left }) => held + left)) + all(of.credits.map(({ amount }) => amount))
    expect(all(nets.map(({ gave }) => gave)) - all(nets.map(({ got }) => got))).toBe(holds)
  })
})

/** Returns received less owed by one part in the rounds held. */
const net = ({ rounds }: Line, no: number) =>
  rounds.reduce((all, { taker, payout, dues }) => {
    const owed = sum(dues.filter(({ part }) => part === no).map(({ due }) => due))
    return all + BigInt(taker === no ? payout : 0) - BigInt(owed)
  }, 0n)

test('5 and 6: the parts lose what the host takes; what the living paid, less it, is what the takers are ahead', () => {
  holds((planned) => {
    const of = fold(bookOf(planned))
    const commissions = total(of.rounds.map(({ commission }) => BigInt(commission)))
    expect(total(of.parts.map(({ no }) => net(of, no)))).toBe(-commissions)
    const isDead = ({ takenAt }: Line['parts'][number]) => takenAt !== null
    const ahead = total(of.parts.filter(isDead).map(({ no }) => net(of, no)))
    const living = total(of.parts.filter((one) => !isDead(one)).map(({ no }) => -net(of, no)))
    expect(living - commissions).toBe(ahead)
  })
})

test('8: transfers, leavers and joiners keep the number of parts, their units and all money', () => {
  holds((planned) => {
    const [with_, without] = [planned, unchanged(planned)].map((one) => fold(bookOf(one)))
    const units = ({ parts }: Line) => parts.map(({ holders }) => sum(holders.map(({ units }) => units)))
    expect(units(with_!)).toEqual(units(without!))
    const pots = ({ rounds }: Line) =>
      rounds.map(({ gross, payout, commission }) => [gross, payout, commission])
    // A head part that the host sold before the first round takes none.
    const isSold = planned.agreed.head && planned.transfers.some(([no]) => no === 1)
    if (planned.agreed.hostPays && !isSold) expect(pots(with_!)).toEqual(pots(without!))
  })
})

test('9: any order, doubled facts: the same line; reversed records leave no trace', () => {
  fc.assert(
    fc.property(linePlan, fc.nat(1_000), (planned, seed) => {
      const book = bookOf(planned)
      const honest = fold(book)
      const wrong = [book.pay(1, 2, 7), book.cover(1, 2, 9), book.hand(1, 3), book.round(1, 2, 1)]
      for (const { id } of wrong) book.reverse(id, { device: 'e'.repeat(43), by: 'lt-ubnd' })
      expect(fold(book)).toEqual(honest)
      expect(line(shuffled([...book.facts, ...book.facts.slice(0, 5)], seed), late)).toEqual(honest)
    }),
    { numRuns }
  )
})

test('10: whoever disagrees about a round is heard, whatever the order', () => {
  const claim = fc.tuple(fc.nat(3), fc.nat(99))
  fc.assert(
    fc.property(fc.array(claim, { minLength: 2, maxLength: 5 }), (claims) => {
      const book = new TestLine(agreement(5, 1_000))
      book.round(1, 5, 100)
      claims.forEach(([taker, bid], i) =>
        book.round(2, taker + 1, bid, {}, { by: `phone-${i}`, device: `${i}`.repeat(43), n: 1 })
      )
      const { dispute, rounds } = fold(book)
      const differ = new Set(claims.map(String)).size > 1
      expect(rounds).toHaveLength(differ ? 1 : 2)
      expect(dispute?.rounds.length ?? 0).toBe(differ ? claims.length : 0)
      expect(line(book.facts.toReversed(), late)).toEqual(fold(book))
    }),
    { numRuns }
  )
})
