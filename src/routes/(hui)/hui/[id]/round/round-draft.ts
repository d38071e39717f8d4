import type { Line, LunarDay } from '#lib/app/hui/hui-book.svelte.ts'
import type { Doubt, RoundBody } from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../new/line-draft.ts'
import { pastDayProblem } from '../../past-day.ts'

/** A bid as typed; '' where nothing is chosen. */
export interface BidDraft {
  part: string
  amount: string
}

/** The unsaved state of a round's form; `lot` is the part drawn by lot. */
export interface RoundDraft {
  on: string
  bids: BidDraft[]
  lot: string
}

/** Starts a round on its planned day, or today if that is still to come. */
export const emptyRound = (planned: string, today: string): RoundDraft => ({
  on: planned < today ? planned : today,
  bids: [{ part: '', amount: '' }],
  lot: ''
})

/** Returns the bids with any input; untouched rows are left out. */
const said = ({ bids }: RoundDraft) => bids.filter(({ part, amount }) => part !== '' || amount.trim() !== '')

/** Returns the problems of each bid, in row order; '' for none. */
export function bidProblems(draft: RoundDraft, { face }: Pick<Line, 'face'>, asked: boolean, t: HuiWords) {
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

/** Returns the leading parts by bid: a single part takes; several, or no bids, need a lot among them. */
export function leaders(draft: RoundDraft, { parts }: Pick<Line, 'parts'>): { bid: number; parts: number[] } {
  const bids = bidsOf(draft)
  const alive = parts.filter(({ takenAt }) => takenAt === null).map(({ no }) => no)
  if (bids.length === 0) return { bid: 0, parts: alive }
  const bid = Math.max(...bids.map(({ amount }) => amount))
  return { bid, parts: bids.filter(({ amount }) => amount === bid).map(({ part }) => part) }
}

/** Checks whether the form asks for a lot; nobody draws one for the last remaining part. */
export const asksForLot = (draft: RoundDraft, line: Line) =>
  line.rounds.length + 1 < line.n && leaders(draft, line).parts.length > 1

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
  return {
    on: pastDayProblem(draft.on, today, t) || (wrongDay ? t.hui.doubts[doubt] : ''),
    bids: bids.some(({ part, amount }) => part || amount),
    lot: incomplete && asksForLot(draft, line) ? t.hui.round.lotMissing : '',
    money: doubt && !wrongDay && !bids.some(({ amount }) => amount) ? t.hui.doubts[doubt] : '',
    incomplete
  }
}

export type RoundProblems = ReturnType<typeof roundProblems>

/** Returns the body of the next round's record; null while its taker is unknown. */
export function roundBody(draft: RoundDraft, line: Line, lunar: LunarDay | null): RoundBody | null {
  const k = line.rounds.length + 1
  const last = k === line.n
  const { bid, parts } = leaders(last ? { ...draft, bids: [] } : draft, line)
  const byLot = parts.length > 1
  const taker = byLot ? parts.find((no) => String(no) === draft.lot) : parts[0]
  if (!taker || !isDay(draft.on)) return null
  // Nobody bids for the last remaining part, so no lot is drawn either.
  return {
    k,
    on: draft.on,
    ...(lunar && { lunar }),
    bids: last ? [] : bidsOf(draft),
    taker,
    bid,
    byLot: byLot || (!last && bidsOf(draft).length === 0)
  }
}

function bidsOf(draft: RoundDraft): RoundBody['bids'] {
  return said(draft).flatMap(({ part, amount }) => {
    const dong = readDong(amount)
    return part !== '' && dong !== null ? [{ part: Number(part), amount: dong }] : []
  })
}
