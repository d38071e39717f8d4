import { expect, test } from 'vitest'
import { numberedId, opening, TestLine } from '../../../../../../tests/hui-line.ts'
import { differenceOf, payersOf } from './payers.ts'

test('payers in the order of their parts, each with all of hers; the taker owes nothing', () => {
  const of = opening(4, 1_000, { kind: 'half' })
  of.parts[3] = of.parts[0]!
  const book = new TestLine(of)
  book.round(1, 2, 100)
  book.pay(1, 1, 900)
  book.advance(1, 4, 300)
  const held = book.state
  const payers = payersOf(held, held.rounds[0]!, [])
  expect(payers.map(({ holder, advanced, open, dues }) => [holder, advanced, open, dues.length])).toEqual([
    [numberedId(1), 300, 600, 2],
    [numberedId(3), 0, 900, 1]
  ])
})

test('money in and out differ only once some has moved', () => {
  const book = new TestLine(opening(3, 1_000, { kind: 'half' }))
  book.round(1, 2, 100)
  const difference = () => differenceOf(book.state.rounds[0]!)
  expect(difference()).toBe(0)
  const handed = book.hand(1, 500)
  expect(difference()).toBe(1_800)
  book.reverse(handed.id)
  book.advance(1, 1, 900)
  expect(difference()).toBe(900)
  book.pay(1, 3, 900)
  expect(difference()).toBe(0)
})

test('money above what is due stands at its payer, at the taker too', () => {
  const book = new TestLine(opening(3, 1_000, { kind: 'half' }))
  book.round(1, 2, 100)
  book.pay(1, 1, 901)
  book.pay(1, 2, 900)
  const { state, kept } = book
  const payers = payersOf(state, state.rounds[0]!, kept)
  expect(payers.map(({ holder, open, kept }) => [holder, open, kept])).toEqual([
    [numberedId(1), 900, 901],
    [numberedId(2), 0, 900],
    [numberedId(3), 900, 0]
  ])
})
