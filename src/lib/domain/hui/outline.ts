import type { Envelope } from '../fact.ts'
import { beginningOf } from '../handover/charge.ts'
import type { StoredFact } from '../stored.ts'
import { idTime } from '../uuid.ts'
import { line } from './line.ts'
import { lineKeeper } from './own/own-line.ts'
import { receivablesOf } from './money/receivables.ts'
import { lastReceipts } from './receipt-number.ts'
import type { Line, Round, Terms } from './state.ts'
import { knownBy } from './stream.ts'

/** One line as lists and desks show it: what is left of its fold without its rounds. JSON, a kilobyte or two. */
export interface LineOutline extends Pick<Line, 'id' | 'dispute' | 'stopped' | 'complete'> {
  terms: Omit<Terms, 'parts'>
  /** The fact that defines the line, without what it says: it tells who is in charge. */
  opening: StoredFact
  /** Holds a part now, each once. */
  people: string[]
  /** How many rounds were held. */
  held: number
  last: Pick<Round, 'k' | 'on' | 'lunar'> | null
  /** Of all rounds, đồng: what is not paid, and what others put in and did not get back. */
  open: number
  covered: number
  /** Whether some of a pot was not handed over. */
  unhanded: boolean
  /** Whether money of a round is missing or was not handed over. */
  owed: boolean
  /** How many records do not count. */
  doubts: number
  /** The highest number of a receipt of each phone, by its id. */
  receipts: Record<string, number>
  /** When the last records of the line began to be recorded, Unix ms: whoever checks these reads no others. */
  recentSince: number
}

/** How many records are the last ones. */
const recent = 10

/** Outlines a line from its state and the facts that it was folded from, the oldest id first. */
export function outlineOf(state: Line, facts: readonly StoredFact[]): LineOutline {
  const { id, dispute, stopped, complete, rounds, parts, doubts } = state
  const { parts: _, ...terms } = state.terms
  const last = rounds.at(-1)
  const keeper = lineKeeper(facts)
  const counted = keeper === null ? facts : facts.filter(({ by }) => by === keeper)
  return {
    id,
    dispute,
    stopped,
    complete,
    terms,
    opening: { ...beginningOf(counted)!, body: {}, sig: '' },
    people: [...new Set(parts.flatMap(({ holders }) => holders.map(({ person }) => person)))],
    held: rounds.length,
    last: last ? { k: last.k, on: last.on, lunar: last.lunar } : null,
    open: rounds.reduce((sum, { open }) => sum + open, 0),
    covered: receivablesOf({ rounds: rounds.filter(({ covered }) => covered > 0) }).reduce(
      (sum, { to, amount }) => (to === null ? sum : sum + amount),
      0
    ),
    unhanded: rounds.some(({ handed, left, setOff, payout }) => handed + left + setOff < payout),
    owed: rounds.some(({ closed }) => !closed),
    doubts: doubts.length,
    receipts: lastReceipts(facts),
    recentSince: idTime(facts.at(-recent)?.id ?? facts[0]!.id)
  }
}

/**
 * Folds the facts of one stream into the outline of its line as of `until` (Unix ms), see `line`; null: it has no agreement.
 * `changesWithTime`: some of them have not happened yet.
 */
export function foldedOutline(facts: readonly StoredFact[], until: number) {
  const state = line(facts, until)
  const changesWithTime = knownBy(until, facts as readonly Envelope[]).length < facts.length
  return { state: state && outlineOf(state, facts), changesWithTime }
}
