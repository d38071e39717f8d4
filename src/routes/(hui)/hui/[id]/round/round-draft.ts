import type { Line, LunarDay } from '#lib/app/hui/hui-book.svelte.ts'
import {
  saidOf,
  sourceOf,
  type Doubt,
  type HuiLine,
  type Round,
  type RoundBody,
  type Provenance
} from '#lib/app/hui/hui-line.svelte.ts'
import { grouped, readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../new/line-draft.ts'
import { pastDayProblem } from '../../past-day.ts'
import { emptyLot, type LotDraft } from './lot-draft.ts'

/** A bid as typed; '' where nothing is chosen. */
export interface BidDraft {
  part: string
  amount: string
}

/** How a taker is found where no bid decides it. */
export const unbidWays = ['lot', 'order', 'vote'] as const

/** Lists what a post may say of the money: *thu đủ*, *thu đủ, trừ …*, or nothing certain. */
export const collectedWays = ['yes', 'but', 'no'] as const

/** The unsaved state of a round's form; `lot` is the part that takes where no bid decides it. */
export interface RoundDraft extends LotDraft {
  on: string
  bids: BidDraft[]
  lot: string
  way: (typeof unbidWays)[number]
  /** '' while nobody has answered. */
  collected: (typeof collectedWays)[number] | ''
  /** Ids of those who had not paid, of *thu đủ, trừ …*. */
  unpaid: string[]
  source: Provenance
}

/** Starts a round on its planned day, or today if that is still to come. */
export const emptyRound = (planned: string, today: string): RoundDraft => ({
  on: planned < today ? planned : today,
  bids: [{ part: '', amount: '' }],
  lot: '',
  way: 'lot',
  collected: '',
  unpaid: [],
  source: 'post',
  ...emptyLot
})

/**
 * Starts a round with what its record said that was taken back last, so that only what was wrong is written anew.
 * @param entries the line's records, the newest first
 */
export function roundAgain(entries: HuiLine['entries'], k: number, empty: RoundDraft): RoundDraft {
  const wrong = entries.find(
    ({ known, reversed }) => reversed && known?.type === 'hui.round-held' && known.body.k === k
  )?.known
  if (wrong?.type !== 'hui.round-held') return empty
  const { on, said, chosen, taker, tickets, collected, unpaid } = wrong.body
  const bids = tickets.flatMap(({ part, bid }) =>
    bid === null ? [] : [{ part: String(part), amount: grouped(String(bid)) }]
  )
  return {
    ...empty,
    on,
    bids: bids.length > 0 ? bids : empty.bids,
    lot: chosen === 'bid' ? '' : String(taker),
    way: unbidWays.find((way) => way === chosen) ?? empty.way,
    collected: collected ? (unpaid ? 'but' : 'yes') : 'no',
    unpaid: unpaid ?? [],
    source: sourceOf(said) ?? empty.source
  }
}

/** Returns the bids with any input; untouched rows are left out. */
const said = ({ bids }: RoundDraft) => bids.filter(({ part, amount }) => part !== '' || amount.trim() !== '')

/** Returns the problems of each bid, in row order; '' for none. */
export function bidProblems(
  draft: RoundDraft,
  { terms: { face } }: Pick<Line, 'terms'>,
  asked: boolean,
  t: HuiWords
) {
  const { round } = t.hui
  return draft.bids.map((bid, i) => {
    const blank = bid.part === '' && bid.amount.trim() === ''
    const twice = bid.part !== '' && draft.bids.findIndex(({ part }) => part === bid.part) < i
    const amount = moneyProblem(bid.amount, asked && !blank, t)
    const high = (readDong(bid.amount) ?? 0) >= face
    return {
      part: twice ? round.partTwice : asked && !blank && bid.part === '' ? round.partMissing : '',
      amount: amount || (high ? round.notBelow(money(face)) : '')
    }
  })
}

/** Tells whether bids decide who takes the next round: not the last, nor the head round, nor where no bid is free. */
export const hasBids = ({ terms, rounds }: Pick<Line, 'terms' | 'rounds'>): boolean =>
  rounds.length + 1 < terms.n &&
  !isHeadNext({ terms, rounds }) &&
  ['discount', 'premium'].includes(terms.model)

const isHeadNext = ({ terms, rounds }: Pick<Line, 'terms' | 'rounds'>) => terms.head && rounds.length === 0

/** Returns the parts that may take the next round, and its bid: a single part takes, among several somebody decides. */
export function leaders(draft: RoundDraft, line: Pick<Line, 'parts' | 'terms' | 'rounds'>): Leaders {
  const { parts, terms, rounds } = line
  const alive = parts.filter(({ takenAt }) => takenAt === null)
  const nos = alive.map(({ no }) => no)
  if (isHeadNext(line)) {
    const isHers = ({ holders }: Line['parts'][number]) =>
      holders.every(({ person }) => person === terms.host)
    return { bid: 0, parts: alive.filter(isHers).map(({ no }) => no) }
  }
  if (rounds.length + 1 === terms.n) return { bid: 0, parts: nos }
  if (!hasBids(line)) return { bid: terms.bids.fixed ?? 0, parts: nos }
  const bids = bidsOf(draft)
  if (bids.length === 0) return { bid: terms.bids.min ?? 0, parts: nos }
  const bid = Math.max(...bids.map(({ amount }) => amount))
  return { bid, parts: bids.filter(({ amount }) => amount === bid).map(({ part }) => part) }
}

interface Leaders {
  bid: number
  parts: number[]
}

/** Checks whether the form asks who takes: nobody is guessed. */
export const asksForLot = (draft: RoundDraft, line: Line) => leaders(draft, line).parts.length > 1

/** Returns the last round on that ISO day, which may be a slip: two rounds on one day are seldom, and count. */
export const roundOfSameDay = (on: string, { rounds }: { rounds: readonly Pick<Round, 'k' | 'on'>[] }) =>
  rounds.findLast((round) => round.on === on)?.k

/**
 * Returns what is wrong with each part of the form.
 * @param doubt why the line would not count this round; null when it would, or while its taker is unknown
 */
export function roundProblems(
  draft: RoundDraft,
  asked: boolean,
  { line, today, doubt }: { line: Line; today: string; doubt: Doubt | null },
  t: HuiWords
) {
  const bids = bidProblems(draft, line, asked, t)
  const incomplete = asked && roundBody(draft, line, null) === null
  const wrongDay = doubt === 'out-of-order' || doubt === 'before-opening'
  const collected = asked && draft.collected === '' ? t.hui.round.collectedMissing : ''
  const isNobody = asked && draft.collected === 'but' && unpaidOf(draft, line).length === 0
  const unpaid = isNobody ? t.hui.round.unpaidMissing : ''
  return {
    on: pastDayProblem(draft.on, today, t) || (wrongDay ? t.hui.doubts[doubt] : ''),
    bids: bids.some(({ part, amount }) => part || amount),
    lot: incomplete && asksForLot(draft, line) ? t.hui.round.lotMissing : '',
    money: doubt && !wrongDay && !bids.some(({ amount }) => amount) ? t.hui.doubts[doubt] : '',
    collected,
    unpaid,
    incomplete: incomplete || collected !== ''
  }
}

export type RoundProblems = ReturnType<typeof roundProblems>

/** Returns the body of the next round's record; null while its taker is unknown. */
export function roundBody(draft: RoundDraft, line: Line, lunar: LunarDay | null): RoundBody | null {
  const { bid, parts } = leaders(draft, line)
  const taker = parts.length > 1 ? parts.find((no) => String(no) === draft.lot) : parts[0]
  if (!taker || !isDay(draft.on)) return null
  const unpaid = unpaidOf(draft, line)
  return {
    on: draft.on,
    said: saidOf(draft.source),
    k: line.rounds.length + 1,
    ...(lunar && { lunar }),
    chosen: chosenIn(draft, line, parts.length > 1),
    taker,
    bid,
    tickets: hasBids(line)
      ? bidsOf(draft).map(({ part, amount }) => ({ part, bid: amount, by: 'holder' as const }))
      : [],
    collected: draft.collected === 'yes' || unpaid.length > 0,
    ...(unpaid.length > 0 && { unpaid })
  }
}

/** Returns who had not paid, of those who hold a part. */
function unpaidOf({ collected, unpaid }: RoundDraft, { parts }: Pick<Line, 'parts'>): string[] {
  if (collected !== 'but') return []
  return unpaid.filter((id) => parts.some(({ holders }) => holders.some(({ person }) => person === id)))
}

function chosenIn(draft: RoundDraft, line: Line, isOpen: boolean): RoundBody['chosen'] {
  if (isHeadNext(line)) return 'head'
  // For the last part nobody bids, and no lot is drawn.
  if (line.rounds.length + 1 === line.terms.n) return 'order'
  if (!hasBids(line)) return draft.way
  return isOpen || bidsOf(draft).length === 0 ? 'lot' : 'bid'
}

function bidsOf(draft: RoundDraft): { part: number; amount: number }[] {
  return said(draft).flatMap(({ part, amount }) => {
    const dong = readDong(amount)
    return part !== '' && dong !== null ? [{ part: Number(part), amount: dong }] : []
  })
}
