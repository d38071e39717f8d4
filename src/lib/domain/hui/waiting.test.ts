import { expect, test } from 'vitest'
import { agreement, TestLine } from '../../../../tests/hui/test-line.ts'
import { keptOf, waitingOn } from './waiting.ts'

/**
 * Builds a line of four parts of 1,000 each: part 1 took round 1 with 100; there were three payments, one of them the
 * host's, and the pot was handed over.
 */
function paid() {
  const book = new TestLine(agreement(4, 1_000, { commission: { kind: 'fixed', amount: 50 } }))
  const round = book.round(1, 1, 100)
  book.pay(1, 2, 900)
  book.pay(1, 3, 900)
  book.cover(1, 4, 900)
  book.hand(1, 2_650)
  return { book, round }
}
const entry = (book: TestLine, { id }: { id: string }) => book.entries.find(({ fact }) => fact.id === id)!
const waiting = (book: TestLine, fact: { id: string }) => waitingOn(entry(book, fact), book.entries)
const doubts = (book: TestLine) => book.entries.flatMap(({ doubt }) => doubt ?? [])

test('what hangs on a round is told before its record is taken back', () => {
  const { book, round } = paid()
  expect(waiting(book, round)).toEqual({ payments: 3, handed: true, later: 0 })
  const second = book.round(2, 2, 100)
  book.reverse(book.pay(2, 1, 1_000).id)
  expect(waiting(book, round)).toEqual({ payments: 3, handed: true, later: 1 })
  expect(waiting(book, second)).toBeNull()
})

test('nothing hangs on a record that another one says too, that is taken back, or that is no round', () => {
  const { book, round } = paid()
  const again = book.round(1, 1, 100)
  expect([waiting(book, round), waiting(book, again)]).toEqual([null, null])
  book.reverse(again.id)
  expect([waiting(book, round)?.payments, waiting(book, again)]).toEqual([3, null])
  expect(waiting(book, book.facts[2]!)).toBeNull()
})

test('money of a round that was taken back waits as that, and counts once it is recorded again', () => {
  const { book, round } = paid()
  book.reverse(round.id)
  expect(doubts(book)).toEqual(Array(4).fill('round-withdrawn'))
  book.round(1, 1, 100)
  expect(book.state).toMatchObject({ doubts: [], rounds: [{ paid: 1_800, covered: 900, closed: false }] })
})

test('a round whose new record cannot count (yet) is not said to be missing a record', () => {
  const { book, round } = paid()
  book.reverse(round.id)
  book.round(1, 5, 100)
  expect(doubts(book)).toEqual(expect.arrayContaining(['unknown-part', 'unknown-round']))
  expect(doubts(book)).not.toContain('round-withdrawn')
})

test('of money that the new record makes too much, dues become credit; a pot is kept, and named', () => {
  const { book, round } = paid()
  book.reverse(round.id)
  book.round(1, 2, 200)
  expect(book.state.rounds[0]).toMatchObject({ paid: 800, covered: 800, handed: 0, open: 800 })
  expect(book.state.credits.map(({ amount }) => amount)).toEqual([900, 100, 100])
  expect(keptOf(book.entries)).toEqual([{ k: 1, amount: 2_650 }])
  book.reverse(book.facts.find(({ type }) => type === 'hui.pot-handed')!.id)
  expect(keptOf(book.entries)).toEqual([])
})
