import type { FactOf } from '../facts.ts'
import type { Commission, LunarDay, Period } from './facts.ts'

export type LineOpening = FactOf<'hui.line-opened'>['body']
export type RoundBody = FactOf<'hui.round-recorded'>['body']

/** One part (phần): `takenAt` is the round in which it took, null while it is alive. */
interface Part {
  no: number
  holder: string
  takenAt: number | null
}

/**
 * One part's debt in a round, đồng. due = paid + advanced + open; an excess is refused, so none is ever negative.
 * `advanced` came from the host, and the holder owes it to the host.
 */
export interface Due {
  part: number
  due: number
  paid: number
  advanced: number
  open: number
}

/** One round, to the đồng: gross = Σ due = payout + commission. */
export interface Round {
  k: number
  on: string
  lunar: LunarDay | null
  /** Id of the fact that recorded it. */
  id: string
  taker: number
  bid: number
  byLot: boolean
  bids: RoundBody['bids']
  dues: Due[]
  gross: number
  commission: number
  payout: number
  paid: number
  advanced: number
  open: number
  handed: number
  /** True when nothing is open and the payout was handed over. */
  settled: boolean
}

/**
 * The reason why an entry does not count (yet): shown beside it, never dropped. `before-opening`: a round before the
 * line's first day. `out-of-order`: a round that waits for the one before it, or is on no later day. `overpaid`: more
 * than is open for a part, or than is left of a pot. `unknown-round`: money for a round not held, or one that the line
 * does not have. `after-stop`: a round later than the day on which the line was stopped.
 */
export type Doubt =
  | 'before-opening'
  | 'out-of-order'
  | 'taken-twice'
  | 'unknown-part'
  | 'bid-not-below-face'
  | 'bid-not-highest'
  | 'last-round-has-bid'
  | 'payout-below-zero'
  | 'overpaid'
  | 'unknown-round'
  | 'unknown-entry'
  | 'twice-opened'
  | 'after-stop'
  | 'twice-stopped'

/** Several records of one round that do not agree: shown as a dispute, never resolved by last-write-wins. */
export interface Dispute {
  k: number
  rounds: { id: string; taker: number; bid: number; by: string }[]
}

/** "Đình hụi": the line has no rounds after that day. */
export interface Stop {
  /** Id of the fact that records it. */
  id: string
  by: string
  on: string
  reason: string
}

export interface Line {
  id: string
  opening: LineOpening & { n: number }
  host: string
  face: number
  n: number
  period: Period
  commission: Commission
  parts: Part[]
  rounds: Round[]
  /** The line is evaluated up to the round before the first dispute. */
  dispute: Dispute | null
  stopped: Stop | null
  doubts: { id: string; why: Doubt }[]
  /** True when every round is recorded. */
  complete: boolean
}
