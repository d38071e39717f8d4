import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import { bidProblems, roundBody, type RoundDraft } from './round-draft.ts'

const t = huiWords
const { round, money } = t.hui
const line = {
  face: 2_000_000,
  n: 3,
  rounds: [],
  parts: [1, 2, 3].map((no) => ({ no, takenAt: null }))
} as unknown as Line
const draft = (bids: [part: string, amount: string][], lot = ''): RoundDraft => ({
  on: '2026-11-24',
  bids: bids.map(([part, amount]) => ({ part, amount })),
  lot
})
const told = (...bids: [string, string][]) =>
  bidProblems(draft(bids), line, true, t).map(({ part, amount }) => part || amount)

test('each bid is told what is wrong with it, and only that bid', () => {
  expect(told(['1', '350.000'], ['2', '300000'])).toEqual(['', ''])
  expect(told(['1', '350.000'], ['1', '300000'])).toEqual(['', round.partTwice])
  expect(told(['', '350.000'])).toEqual([round.partMissing])
  expect(told(['1', ''])).toEqual([money.missing])
  expect(told(['1', 'ba trăm'])).toEqual([money.notDigits])
  expect(told(['1', '2.000.000'])).toEqual([round.notBelow('2.000.000\u00a0đ')])
  expect(told(['', ''])).toEqual([''])
})

test('nobody is guessed: equal bids, or none, wait for the lot', () => {
  expect(
    roundBody(
      draft([
        ['1', '300000'],
        ['2', '300000']
      ]),
      line,
      null
    )
  ).toBeNull()
  expect(roundBody(draft([['', '']]), line, null)).toBeNull()
  const drawn = roundBody(draft([['', '']], '2'), line, null)
  expect(drawn).toMatchObject({ taker: 2, bid: 0, byLot: true, bids: [] })
  const tied = draft(
    [
      ['1', '300000'],
      ['2', '300000']
    ],
    '3'
  )
  expect(roundBody(tied, line, null)).toBeNull()
})

test('the highest bid takes, and a day that is none records nothing', () => {
  const body = draft([
    ['1', '300000'],
    ['2', '350000']
  ])
  expect(roundBody(body, line, null)).toMatchObject({ k: 1, taker: 2, bid: 350_000, byLot: false })
  expect(roundBody({ ...body, on: '12026-11-24' }, line, null)).toBeNull()
})
