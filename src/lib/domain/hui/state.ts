import type { AgreedTerms } from './facts/agreement.ts'
import type { LunarDay } from './facts/periods.ts'
import type { FactOf } from '../facts.ts'
import type { Members } from './members/members.ts'

export type Agreement = FactOf<'hui.line-agreed'>['body']
export type RoundBody = FactOf<'hui.round-held'>['body']

/** Tells what holds in a round, and how many parts the line has: the number of its rounds. */
export interface Terms extends AgreedTerms {
  n: number
}

/** One part (phần) up to a round: when it took, and with which bid; its holders in that round, in their order. */
export interface HeldPart {
  no: number
  takenAt: number | null
  /** With which it took, đồng; 0 while it is alive. */
  bid: number
  holders: readonly { person: string; units: number }[]
}

/** Money that somebody put in for a holder, đồng; `repaid` of it came back. The holder owes the rest to `by`. */
export interface DueCover {
  by: string
  amount: number
  repaid: number
}

/** Principal that a holder paid on a day, đồng: into the pot, or back to whoever covered the due. */
export interface Piece {
  on: string
  amount: number
  to: string | null
  /** Id of its record; null where *thu đủ* alone tells of it. */
  entry: string | null
}

/**
 * One holder's debt of one part in a round, đồng: due = paid + covered + drawn + open. `paid` came from the holder, `covered`
 * from others, `drawn` from what the holder paid ahead. `credit` is what came beyond the due and its covers.
 */
export interface Due {
  part: number
  holder: string
  /** Tells how much of the part the holder had then. */
  units: number
  due: number
  paid: number
  covered: number
  drawn: number
  open: number
  covers: DueCover[]
  /** Oldest first. Of *thu đủ* it is known that all was paid, on the day of the round. */
  pieces: Piece[]
  credit: number
}

/** One round, to the đồng: gross = Σ due = payout + commission. */
export interface Round {
  k: number
  on: string
  lunar: LunarDay | null
  /** Ids of the records that say so; the first one counts. */
  records: string[]
  /** Tells what was agreed for it. */
  terms: Terms
  taker: number
  bid: number
  chosen: RoundBody['chosen']
  tickets: RoundBody['tickets']
  dues: Due[]
  gross: number
  commission: number
  payout: number
  paid: number
  covered: number
  drawn: number
  open: number
  /**
   * Tells what each holder of the part that took is to get of the payout, what each got, in money or set off, and what each
   * left with the host.
   */
  hands: { to: string; share: number; handed: number; left: number }[]
  /** Of the pot: handed over, left with the host as a loan, and set off against what a taker owed; `kept` of the commission. */
  handed: number
  left: number
  setOff: number
  kept: number
  /** When the pot moved, handed over, left or set off, and whose share: ISO days. */
  moved: { on: string; amount: number; to: string }[]
  /** Collected and not yet handed over, left, set off or kept; below 0 where more went out than came in. */
  held: number
  /** True when nothing is open, the pot is handed over or left, and nothing is held. */
  closed: boolean
}

/**
 * The reason why a record does not count (yet): shown beside it, never dropped. `before-opening`: a round before the line's
 * first day. `out-of-order`: a round that waits for the one before it, or is on an earlier day. `overpaid`: more than is
 * left of a pot. `not-the-taker`: a pot to somebody who holds nothing of the part that took. `unknown-round`: money for a round not held, or one that the line does not have. `unknown-holder`: money
 * of somebody who does not hold that part then. `after-stop`: a round later than the day on which the line was stopped,
 * or a change of holders or turns that takes effect after it.
 * `heard-twice`: money that was recorded already, unless somebody confirms that it was another payment.
 * `pot-not-due`: a set-off before its pot had to be handed over.
 * `lot-not-verified`: what was published draws another part, or nothing. `lot-differs`: a round whose lot drew another part.
 * Of a receipt, which stays as it was printed: `receipt-unbacked`, its money does not count (any more); `receipt-differs`, its
 * money is recorded otherwise, or no longer pays what it paid; `receipt-twice`, the same money or number has another one.
 * `not-the-creditor`: late interest to, or waived by, somebody to whom it is not owed.
 * Of what was agreed at the end: `line-goes-on`, the line is neither stopped nor complete; `outside-line`, it names somebody who
 * is not of the line; `settlement-unsigned`, it binds nobody; `outside-agreement`, money between two of whom it says nothing.
 * `whole-line-only` and `no-line`: an amendment of what cannot change in a running line, or that makes no line;
 * `opening-too-large`: or one whose parts are together more than may be.
 * `receipt-before`: a change of holders, turns or terms from a round of which a receipt says otherwise, which stays true.
 * `stop-before-receipt`: the stop counts, but takes away no round of which there was a receipt.
 * `host-herself`: she stands in for leavers, and neither leaves nor joins. `dues-not-settled`: somebody who has taken leaves
 * without paying what remains. `not-vacant`: nobody left so many units. `member-overpaid`: more than a leaver claims, or a
 * joiner is short of.
 * `order-by-bid`: a swap of turns where bids decide. `turn-past`: a swap of a round held, or a part that took. `not-its-turn`:
 * a round or a swap of a part whose turn is another one. `not-a-member`: a guarantee for somebody who holds no part.
 * `not-by-host`: somebody else's record in a line that its host keeps.
 */
export type Doubt =
  | 'before-opening'
  | 'out-of-order'
  | 'taken-twice'
  | 'unknown-part'
  | 'unknown-holder'
  | 'bid-not-below-face'
  | 'bid-not-highest'
  | 'bid-outside-limits'
  | 'bid-not-fixed'
  | 'bid-without-interest'
  | 'last-round-has-bid'
  | 'head-round'
  | 'payout-below-zero'
  | 'overpaid'
  | 'not-the-taker'
  | 'unknown-round'
  | 'unknown-entry'
  | 'twice-opened'
  | 'after-stop'
  | 'twice-stopped'
  | 'heard-twice'
  | 'pot-not-due'
  | 'whole-line-only'
  | 'no-line'
  | 'opening-too-large'
  | 'unsigned'
  | 'not-the-holder'
  | 'lot-not-verified'
  | 'lot-differs'
  | 'receipt-unbacked'
  | 'receipt-differs'
  | 'receipt-twice'
  | 'not-the-creditor'
  | 'line-goes-on'
  | 'outside-line'
  | 'settlement-unsigned'
  | 'outside-agreement'
  | 'host-herself'
  | 'receipt-before'
  | 'stop-before-receipt'
  | 'dues-not-settled'
  | 'not-vacant'
  | 'member-overpaid'
  | 'order-by-bid'
  | 'turn-past'
  | 'not-its-turn'
  | 'not-a-member'
  | 'not-by-host'

/** Records of one round that name another taker or bid: a dispute, never resolved by last-write-wins. */
export interface Dispute {
  k: number
  rounds: { id: string; taker: number; bid: number; by: string }[]
}

/** Records of one round with the same taker and bid, and another day or other tickets: the later day counts until settled. */
export interface RoundDifference {
  k: number
  records: string[]
}

/** "Đình hụi": the line has no rounds after that day. */
export interface Stop {
  /** Id of the fact that records it. */
  id: string
  by: string
  on: string
  reason: string
}

/** Tells what a person has paid ahead and not yet used, đồng: the host owes it. */
export interface Credit {
  person: string
  amount: number
}

/** Units of a part that went to another holder, and the price, đồng. */
export type Transfer = Pick<
  FactOf<'hui.part-transferred'>['body'],
  'part' | 'from' | 'to' | 'units' | 'fromRound' | 'price' | 'pays'
> & {
  /** Id of its record. */
  id: string
  /** The part had taken: the buyer takes over a debt, which needs the creditors' consent. */
  dead: boolean
}

/** Sums what was paid and waived of late interest: on a due, or on a pot (`part` null), by who was late, đồng. */
export interface SettledInterest {
  k: number
  part: number | null
  from: string
  to: string
  paid: number
  waived: number
}

/** Tells what one person is to give another by an agreement, đồng: amount = paid + open. */
export interface SettlementShare {
  from: string
  to: string
  on: string
  amount: number
  paid: number
  open: number
  /** Whether both have signed. */
  binds: boolean
}

/** An acknowledged debt (*kết sổ*) or what was agreed where a line ended early: it stands beside what is computed. */
export interface LineSettlement {
  /** Id of its record. */
  id: string
  on: string
  /** Names the husband or wife who signed with the debtor. */
  spouse: string | null
  /** By day. */
  shares: SettlementShare[]
  /** Paid beyond what is agreed. */
  beyond: number
}

/** A receipt that stands. What it says is in its record and never changes. */
export interface Receipt {
  /** Ids of its record, and of that of its money. */
  id: string
  entry: string
  number: string
  /** Tells what is left now, đồng; null of late interest, and where its money does not count as printed: `doubts` says why. */
  balance: number | null
}

export interface Line {
  id: string
  terms: Terms
  parts: HeldPart[]
  rounds: Round[]
  /** The line is evaluated up to the round before the first dispute. */
  dispute: Dispute | null
  differences: RoundDifference[]
  stopped: Stop | null
  credits: Credit[]
  /** Those that count, in the order of their rounds. */
  transfers: readonly Transfer[]
  /** In the order in which the server took them, then as they were issued. */
  receipts: Receipt[]
  /** Late interest is no money of the pots: it stands beside them. */
  interest: SettledInterest[]
  /** Agreed after the end: they change no due. */
  settlements: LineSettlement[]
  /** Ids of all who can owe or be owed, each once: they alone can agree anything at the end. */
  parties: string[]
  members: Members
  doubts: { id: string; why: Doubt }[]
  /** Ids of facts of types that this build does not know: figures may be incomplete. */
  newer: string[]
  /** True when every round is recorded. */
  complete: boolean
}
