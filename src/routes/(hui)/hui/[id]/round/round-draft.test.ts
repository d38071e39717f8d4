import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { Doubt } from '#lib/app/hui/hui-line.svelte.ts'
import {
  asksForLot,
  bidProblems,
  emptyRound,
  roundBody,
  roundProblems,
  type RoundDraft,
  type RoundProblems
} from './round-draft.ts'

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

const today = '2026-11-24'
const bidding = draft([['1', '350.000']])
const none: RoundProblems = { on: '', bids: false, lot: '', money: '', incomplete: false }
const problems = (draft: RoundDraft, { asked = true, doubt = null as Doubt | null, held = line } = {}) =>
  roundProblems(draft, asked, { line: held, today, doubt }, t)

test('a round begins on its planned day, but not on one to come', () => {
  expect(emptyRound('2026-11-20', today)).toEqual({ ...draft([['', '']]), on: '2026-11-20' })
  expect(emptyRound('2026-12-20', today).on).toBe(today)
})

test('a round with a highest bid may be saved', () => {
  expect(problems(bidding)).toEqual(none)
})

test('a wrong day and a wrong bid are told at once', () => {
  const before = { asked: false }
  expect(problems({ ...bidding, on: '' }, before).on).toBe(t.hui.form.dayMissing)
  expect(problems({ ...bidding, on: '2026-11-25' }, before).on).toBe(round.future)
  expect(problems(draft([['1', '2.000.000']]), before)).toEqual({ ...none, bids: true })
})

test('a missing lot is told once asked', () => {
  const unbid = draft([['', '']])
  expect(problems(unbid, { asked: false })).toEqual(none)
  expect(problems(unbid)).toEqual({ ...none, lot: round.lotMissing, incomplete: true })
  expect(problems({ ...unbid, lot: '2' })).toEqual(none)
})

test('the last round asks for neither bids nor a lot', () => {
  const taken = line.parts.map((part, i) => (i < 2 ? { ...part, takenAt: i + 1 } : part))
  const last = { ...line, rounds: [{}, {}], parts: taken } as unknown as Line
  expect(problems(draft([['', '']]), { held: last })).toEqual(none)
  const tied: [string, string][] = [
    ['1', '300000'],
    ['2', '300000']
  ]
  expect([asksForLot(draft(tied), line), asksForLot(draft(tied), last)]).toEqual([true, false])
})

test('a round that would not count says so at the day, or below the bids unless one of them is wrong', () => {
  const { doubts } = t.hui
  expect(problems(bidding, { doubt: 'out-of-order' })).toEqual({ ...none, on: doubts['out-of-order'] })
  expect(problems(bidding, { doubt: 'before-opening' })).toEqual({ ...none, on: doubts['before-opening'] })
  const below = doubts['payout-below-zero']
  expect(problems(bidding, { doubt: 'payout-below-zero' })).toEqual({ ...none, money: below })
  const high = draft([['1', '2.000.000']])
  expect(problems(high, { doubt: 'bid-not-below-face' })).toEqual({ ...none, bids: true })
})
