import { expect, test } from 'vitest'
import { huiWords } from '#lib/i18n/hui/hui-words.ts'
import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { Doubt, HuiLine } from '#lib/app/hui/hui-line.svelte.ts'
import {
  asksForLot,
  bidProblems,
  emptyRound,
  hasBids,
  roundAgain,
  roundBody,
  roundOfSameDay,
  roundProblems,
  type RoundDraft,
  type RoundProblems
} from './round-draft.ts'

const t = huiWords
const { round, money } = t.hui
/** Returns a line of three parts that began; the first part is the host's. */
function lineWith(terms: Partial<Line['terms']> = {}): Line {
  const parts = ['chu', 'ha', 'rel'].map((person, i) => ({
    no: i + 1,
    takenAt: null,
    bid: 0,
    holders: [{ person, units: 1 }]
  }))
  const agreed = { face: 2_000_000, n: 3, model: 'discount', head: false, host: 'chu', bids: {}, ...terms }
  return { terms: agreed, rounds: [], parts } as unknown as Line
}
const line = lineWith()
const draft = (bids: [part: string, amount: string][], lot = ''): RoundDraft => ({
  ...emptyRound('2026-11-24', '2026-11-24'),
  bids: bids.map(([part, amount]) => ({ part, amount })),
  lot,
  collected: 'no'
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
  expect(drawn).toMatchObject({ taker: 2, bid: 0, chosen: 'lot', tickets: [] })
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
  expect(roundBody(body, line, null)).toMatchObject({
    k: 1,
    taker: 2,
    bid: 350_000,
    chosen: 'bid',
    tickets: [
      { part: 1, bid: 300_000, by: 'holder' },
      { part: 2, bid: 350_000, by: 'holder' }
    ],
    said: { by: 'host', how: 'post' }
  })
  expect(roundBody({ ...body, on: '12026-11-24' }, line, null)).toBeNull()
})

const today = '2026-11-24'
const bidding = draft([['1', '350.000']])
const none: RoundProblems = {
  on: '',
  bids: false,
  lot: '',
  money: '',
  collected: '',
  unpaid: '',
  incomplete: false
}
const problems = (draft: RoundDraft, { asked = true, doubt = null as Doubt | null, held = line } = {}) =>
  roundProblems(draft, asked, { line: held, today, doubt }, t)

test('a round begins on its planned day, but not on one to come', () => {
  expect(emptyRound('2026-11-20', today)).toEqual({ ...draft([['', '']]), on: '2026-11-20', collected: '' })
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

test('whether all was paid is asked, not guessed', () => {
  const unsaid: RoundDraft = { ...bidding, collected: '' }
  expect(problems(unsaid, { asked: false })).toEqual(none)
  expect(problems(unsaid)).toEqual({ ...none, collected: round.collectedMissing, incomplete: true })
  expect(roundBody({ ...bidding, collected: 'yes' }, line, null)?.collected).toBe(true)
})

test('where no bid is free, the form asks who took and how', () => {
  const fixed = lineWith({ model: 'fixed', bids: { fixed: 150_000 } })
  expect([hasBids(fixed), asksForLot(draft([]), fixed)]).toEqual([false, true])
  const voted = { ...draft([], '3'), way: 'vote' as const }
  expect(roundBody(voted, fixed, null)).toMatchObject({ taker: 3, bid: 150_000, chosen: 'vote', tickets: [] })
  expect(roundBody(voted, lineWith({ model: 'interest-free' }), null)).toMatchObject({ taker: 3, bid: 0 })
})

test('where nobody bids, the bid is the least that was agreed', () => {
  const least = lineWith({ bids: { min: 50_000 } })
  expect(roundBody(draft([['', '']], '2'), least, null)).toMatchObject({ bid: 50_000, chosen: 'lot' })
})

test('the head round is taken by the part of the host, without a bid', () => {
  const head = lineWith({ head: true })
  expect([hasBids(head), asksForLot(draft([]), head)]).toEqual([false, false])
  expect(roundBody(bidding, head, null)).toMatchObject({ taker: 1, bid: 0, chosen: 'head', tickets: [] })
})

test('thu đủ, trừ: names those who had not paid, of those who hold a part, and asks for one', () => {
  const but = (unpaid: string[]): RoundDraft => ({ ...draft([['1', '300000']]), collected: 'but', unpaid })
  expect(roundBody(but(['ha', 'ai khác']), line, null)).toMatchObject({ collected: true, unpaid: ['ha'] })
  expect(roundBody({ ...but(['ha']), collected: 'yes' }, line, null)).not.toHaveProperty('unpaid')
  const says = (unpaid: string[]) =>
    roundProblems(but(unpaid), true, { line, today: '2026-11-24', doubt: null }, t).unpaid
  expect([says([]), says(['ha'])]).toEqual([round.unpaidMissing, ''])
})

test('a round that was taken back is begun with what its record said', () => {
  const empty = emptyRound('2026-11-24', '2026-11-24')
  const again = (draft: RoundDraft, reversed: object | null = {}) => {
    const body = roundBody(draft, line, null)
    const entry = { known: { type: 'hui.round-held', body }, reversed }
    return roundAgain([entry] as unknown as HuiLine['entries'], 1, empty)
  }
  const bid: RoundDraft = {
    ...draft([
      ['1', '300.000'],
      ['2', '350.000']
    ]),
    on: '2026-11-20',
    collected: 'but',
    unpaid: ['chu'],
    source: 'paper'
  }
  expect(again(bid)).toEqual(bid)
  const drawn: RoundDraft = { ...draft([['', '']], '2'), collected: 'yes' }
  expect(again(drawn)).toEqual(drawn)
  expect(again(bid, null)).toEqual(empty)
})

test('a round on the day of another is asked about, and may be recorded', () => {
  const rounds = ['2026-10-24', '2026-11-24', '2026-11-24'].map((on, i) => ({ k: i + 1, on }))
  const asked = ['2026-10-24', '2026-11-24', '2026-11-25', ''].map((on) => roundOfSameDay(on, { rounds }))
  expect(asked).toEqual([1, 3, undefined, undefined])
})
