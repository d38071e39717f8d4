import { describe, expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { line } from './line.ts'
import type { Doubt, RoundBody } from './state.ts'

const late = Date.UTC(2100, 0, 1)
const fold = (book: TestLine) => line(book.facts, late)!
const whyOf = (book: TestLine, { id }: { id: string }) =>
  fold(book).doubts.find((doubt) => doubt.id === id)?.why

/** Opens a line of four parts of 1,000 each; the first round is taken by part 1 with a bid of 100. */
function started(): TestLine {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'fixed', amount: 50 } }))
  book.round(1, 1, 100)
  return book
}

describe('a round in doubt does not count', () => {
  const heard = (...bids: [number, number][]) =>
    bids.map(([part, bid]) => ({ part, bid, by: 'holder' as const }))
  test.each<[Doubt, number, number, Partial<RoundBody>]>([
    ['taken-twice', 1, 100, {}],
    ['taken-twice', 2, 100, { tickets: heard([2, 100], [1, 90]) }],
    ['unknown-part', 5, 100, {}],
    ['unknown-part', 2, 100, { tickets: heard([2, 100], [5, 90]) }],
    ['bid-not-below-face', 2, 1_000, {}],
    ['bid-not-highest', 2, 100, { tickets: heard([2, 100], [3, 101]) }],
    ['bid-not-highest', 2, 100, { tickets: heard([3, 100]) }],
    ['bid-not-highest', 2, 99, { tickets: heard([2, 100]) }],
    ['bid-not-highest', 2, 100, { tickets: heard([2, 100], [3, 100]), chosen: 'bid' }],
    ['bid-not-highest', 2, 0, { chosen: 'bid' }],
    ['before-opening', 2, 100, { on: dayOf(0) }],
    ['bid-outside-limits', 2, 500, { chosen: 'lot', tickets: [] }]
  ])('%s: part %i with %i, %o', (why, taker, bid, other) => {
    const book = started()
    const record = book.round(2, taker, bid, other)
    const next = book.round(3, 3, 100)
    expect(fold(book).rounds).toHaveLength(1)
    expect(whyOf(book, record)).toBe(why)
    expect(whyOf(book, next)).toBe('out-of-order')
  })

  test('a lot among equal bids, or where nobody bid, counts', () => {
    const book = started()
    book.round(2, 2, 100, { tickets: heard([2, 100], [3, 100]), chosen: 'lot' })
    book.round(3, 3, 0)
    expect(fold(book)).toMatchObject({ doubts: [], rounds: { length: 3 } })
  })

  test.each([
    [1, []],
    [0, heard([2, 1])]
  ])('last-round-has-bid: %i, heard %o', (bid, bids) => {
    const book = new TestLine(agreement(2, 1_000, { commission: { kind: 'half' } }))
    book.round(1, 1, 100)
    const record = book.round(2, 2, bid, { tickets: bids })
    expect(whyOf(book, record)).toBe('last-round-has-bid')
  })

  test('payout-below-zero: half a part is more than what came in; to the đồng, nothing is left but the commission', () => {
    const of = agreement(2, 1_000, { commission: { kind: 'half' } })
    const [over, exact] = [new TestLine(of), new TestLine(of)]
    expect(whyOf(over, over.round(1, 1, 501))).toBe('payout-below-zero')
    exact.round(1, 1, 500)
    exact.pay(1, 2, 500)
    expect(fold(exact).rounds[0]).toMatchObject({ gross: 500, payout: 0, held: 500, closed: false })
    exact.hand(1, 0, { commissionKept: 500 })
    expect(fold(exact).rounds[0]).toMatchObject({ handed: 0, held: 0, closed: true })
  })

  test('a round that arrives before the one before it waits', () => {
    const book = started()
    const third = book.round(3, 3, 100)
    expect(whyOf(book, third)).toBe('out-of-order')
    book.round(2, 2, 100)
    expect(fold(book)).toMatchObject({ doubts: [], rounds: { length: 3 } })
  })
})

describe('money in doubt is shown, not counted', () => {
  test('overpaid: more than a pot holds', () => {
    const book = started()
    expect(whyOf(book, book.hand(1, 2_651))).toBe('overpaid')
    expect(whyOf(book, book.hand(1, 1, { commissionKept: 51 }))).toBe('overpaid')
    expect(fold(book).rounds[0]).toMatchObject({ handed: 0, kept: 0, payout: 2_650 })
  })

  test('an advance waits for its round, and needs a part that there is', () => {
    const book = started()
    const [early, wrong] = [book.cover(2, 3, 900), book.cover(1, 5, 1)]
    expect([whyOf(book, early), whyOf(book, wrong)]).toEqual(['unknown-round', 'unknown-holder'])
    book.round(2, 2, 100)
    expect(fold(book).rounds[1]!.dues[2]).toMatchObject({ covered: 900, open: 0 })
  })

  test('unknown-round: a payment waits for its round', () => {
    const book = started()
    const entries = [book.pay(2, 3, 900), book.hand(2, 1, { to: numberedId(2) }), book.pay(9, 3, 1)]
    expect(entries.map((entry) => whyOf(book, entry))).toEqual(Array(3).fill('unknown-round'))
    book.round(2, 2, 100)
    expect(fold(book).rounds[1]).toMatchObject({ paid: 900, handed: 1 })
    expect(fold(book).doubts).toHaveLength(1)
  })

  test('unknown-holder: money of somebody who does not hold that part in that round', () => {
    const book = started()
    book.transfer(3, numberedId(70), 2)
    book.round(2, 2, 100)
    expect(whyOf(book, book.pay(1, 5, 100))).toBe('unknown-holder')
    expect(whyOf(book, book.pay(2, 3, 100))).toBe('unknown-holder')
    expect(whyOf(book, book.pay(2, 3, 100, { holder: numberedId(70) }))).toBeUndefined()
  })
})

describe('a stop', () => {
  test('rounds of its day count, later ones do not, whatever their number', () => {
    const book = started()
    book.round(2, 2, 100)
    book.stop(dayOf(2))
    const later = [book.round(3, 3, 100), book.round(3, 4, 200), book.round(4, 4, 0)]
    const of = fold(book)
    expect(of.rounds).toHaveLength(2)
    expect(of).toMatchObject({ stopped: { on: dayOf(2), by: 'lt-truong' }, dispute: null })
    expect(later.map((record) => whyOf(book, record))).toEqual(Array(3).fill('after-stop'))
  })

  test('money of rounds that were held still counts', () => {
    const book = started()
    book.stop(dayOf(1))
    book.pay(1, 2, 900)
    book.cover(1, 3, 900)
    expect(fold(book).rounds[0]).toMatchObject({ paid: 900, covered: 900, open: 900 })
  })

  test('a second one is shown beside the first, which counts until it is taken back', () => {
    const book = started()
    const first = book.stop(dayOf(1))
    const second = book.stop(dayOf(2))
    book.round(2, 2, 100)
    expect(whyOf(book, second)).toBe('twice-stopped')
    expect(fold(book)).toMatchObject({ stopped: { id: first.id }, rounds: { length: 1 } })
    book.reverse(first.id)
    expect(fold(book)).toMatchObject({ stopped: { id: second.id }, doubts: [], rounds: { length: 2 } })
  })

  test('taken back, the line goes on', () => {
    const book = started()
    const stop = book.stop(dayOf(1))
    book.round(2, 2, 100)
    expect(fold(book).rounds).toHaveLength(1)
    book.reverse(stop.id)
    expect(fold(book)).toMatchObject({ stopped: null, doubts: [], rounds: { length: 2 } })
  })
})

describe('a reversal', () => {
  test('takes its entry out, and what waited behind comes in', () => {
    const book = started()
    const wrong = book.round(2, 1, 100)
    book.round(3, 3, 100)
    book.reverse(wrong.id)
    book.round(2, 2, 100)
    expect(fold(book)).toMatchObject({ doubts: [], rounds: { length: 3 } })
  })

  test('waits as unknown-entry until its target is there', () => {
    const book = started()
    const wrong = book.pay(1, 2, 500)
    const reversal = book.reverse(wrong.id)
    const early = { ...book, facts: book.facts.filter(({ id }) => id !== wrong.id) } as TestLine
    expect(whyOf(early, reversal)).toBe('unknown-entry')
    expect(fold(book)).toMatchObject({ doubts: [], rounds: [{ paid: 0 }] })
  })

  test('of a reversal, of the opening or of another line changes nothing', () => {
    const book = started()
    const reversal = book.reverse(book.pay(1, 2, 500).id)
    const other = book.pay(1, 3, 900, {}, { stream: 'line/other' })
    const vain = [reversal.id, book.facts[0]!.id, other.id].map((id) => book.reverse(id))
    expect(vain.map((entry) => whyOf(book, entry))).toEqual(Array(3).fill('unknown-entry'))
    expect(fold(book).rounds[0]!.paid).toBe(0)
  })

  test('takes out a second opening, which else is in doubt', () => {
    const book = started()
    const again = book.write('hui.line-agreed', { ...book.agreement, face: 2_000 })
    expect(fold(book).terms.face).toBe(1_000)
    expect(whyOf(book, again)).toBe('twice-opened')
    book.reverse(again.id)
    expect(fold(book).doubts).toEqual([])
  })
})

describe('two records of one round', () => {
  test.each([
    ['takers', 3, 200],
    ['bids', 2, 201]
  ])('with two %s are a dispute: the line stands at the round before', (_what, taker, bid) => {
    const book = started()
    const one = book.round(2, 2, 200)
    const other = book.round(2, taker, bid, {}, { by: 'lt-ubnd', device: 'e'.repeat(43), n: 1 })
    const third = book.round(3, 4, 100)
    const payment = book.pay(2, 3, 800)
    const of = fold(book)
    expect(of.rounds).toHaveLength(1)
    expect(of.parts.map(({ takenAt }) => takenAt)).toEqual([1, null, null, null])
    expect(of.dispute!.k).toBe(2)
    expect(of.dispute!.rounds).toEqual(
      expect.arrayContaining([
        { id: one.id, taker: 2, bid: 200, by: 'lt-truong' },
        { id: other.id, taker, bid, by: 'lt-ubnd' }
      ])
    )
    expect([whyOf(book, third), whyOf(book, payment)]).toEqual(['out-of-order', 'unknown-round'])
    book.reverse(other.id)
    expect(fold(book)).toMatchObject({ dispute: null, doubts: [], rounds: { length: 3 } })
  })

  test('of a round that the line has not are no dispute: it is complete', () => {
    const book = new TestLine(agreement(2, 1_000, { commission: { kind: 'half' } }))
    book.round(1, 1, 100)
    book.round(2, 2, 0)
    const vain = [book.round(3, 1, 100), book.round(3, 2, 50)]
    expect(fold(book)).toMatchObject({ dispute: null, complete: true })
    expect(vain.map((entry) => whyOf(book, entry))).toEqual(['unknown-round', 'unknown-round'])
  })

  test('that agree are one claim; the sound one of them counts', () => {
    const book = started()
    const wrong = book.round(2, 2, 200, { on: dayOf(0) })
    const right = book.round(2, 2, 200)
    book.round(2, 2, 200)
    expect(fold(book)).toMatchObject({
      dispute: null,
      rounds: [{}, { records: [right.id, expect.any(String)] }]
    })
    expect(fold(book).doubts).toEqual([{ id: wrong.id, why: 'before-opening' }])
  })
})
