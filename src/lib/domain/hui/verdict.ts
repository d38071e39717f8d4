import type { LotBody } from './lots.ts'
import { commissionIn } from './money/commission.ts'
import { dueOf } from './money/dues.ts'
import type { SwappedTurns } from './members/swapped-turns.ts'
import type { Doubt, HeldPart, Round, RoundBody, Terms } from './state.ts'

/** A line up to its last held round, as the record of the next one is judged. */
export interface Held {
  terms: Terms
  parts: readonly HeldPart[]
  rounds: readonly Pick<Round, 'on'>[]
  /** The lots that stand, by their ids; a round may refer to one that is not here yet. */
  lots?: ReadonlyMap<string, LotBody>
  turns: Pick<SwappedTurns, 'isOthers'>
}

/**
 * Returns the reason why the record of round `rounds.length + 1` cannot count, or null. A taker has an alive part, and the
 * highest bid below the face unless the record says why another took; among equal bids, or without any, the taker is drawn
 * by lot (Điều 19, 20 NĐ 19/2019). The last round and the head round have no bid. A commission above the gross is refused,
 * never cut down.
 */
export function doubtOf(record: RoundBody, held: Held): Doubt | null {
  return (
    partsDoubt(record, held) ??
    dayDoubt(record, held) ??
    turnDoubt(record, held) ??
    bidDoubt(record, held) ??
    lotDiffers(record, held) ??
    moneyDoubt(record, held)
  )
}

function partsDoubt({ k, taker, tickets, chosen }: RoundBody, { parts, terms }: Held): Doubt | null {
  const named = [taker, ...tickets.map(({ part }) => part)].map((no) => parts[no - 1])
  if (named.some((part) => !part)) return 'unknown-part'
  if (named.some((part) => part!.takenAt !== null)) return 'taken-twice'
  const isHead = terms.head && k === 1
  if (isHead !== (chosen === 'head')) return 'head-round'
  return isHead && !parts[taker - 1]!.holders.every(({ person }) => person === terms.host)
    ? 'head-round'
    : null
}

/** Checks the day of a round: the first day or later, and no earlier than the round before; two may share one day. */
function dayDoubt({ on }: RoundBody, { terms, rounds }: Held): Doubt | null {
  if (on < terms.startsOn) return 'before-opening'
  const before = rounds.at(-1)
  return before && on < before.on ? 'out-of-order' : null
}

/** Checks that nobody takes by the agreed order in another's turn, unless the record says why. */
const turnDoubt = (record: RoundBody, { turns }: Held): Doubt | null =>
  !record.why && turns.isOthers(record) ? 'not-its-turn' : null

function bidDoubt(record: RoundBody, { terms }: Held): Doubt | null {
  const { k, bid, tickets, chosen } = record
  const { n, face, model, bids } = terms
  const heard = tickets.flatMap((ticket) => ticket.bid ?? [])
  if (chosen === 'head') return bid > 0 ? 'head-round' : null
  if (k === n) return bid > 0 || heard.some((amount) => amount > 0) ? 'last-round-has-bid' : null
  if (model === 'interest-free') return bid > 0 ? 'bid-without-interest' : null
  if (model === 'fixed') return bid === bids.fixed ? null : 'bid-not-fixed'
  if (bid >= face) return 'bid-not-below-face'
  // Lets what those present agreed count: the record says why.
  if (record.why) return null
  if (bid > 0 && (bid < (bids.min ?? 0) || bid > (bids.max ?? Infinity))) return 'bid-outside-limits'
  return chosen === 'bid' || chosen === 'lot' ? leadDoubt(record, terms) : null
}

/** Judges a bid against those heard. Where nobody bid, the lot decides, and the bid is the least agreed, or 0. */
function leadDoubt({ bid, taker, tickets, chosen }: RoundBody, { bids }: Terms): Doubt | null {
  const heard = tickets.flatMap(({ part, bid }) => (bid === null ? [] : [{ part, amount: bid }]))
  if (heard.length === 0) {
    if (chosen === 'bid') return tickets.length === 0 && bid > 0 ? null : 'bid-not-highest'
    return bid === (bids.min ?? 0) ? null : 'bid-outside-limits'
  }
  const highest = Math.max(...heard.map(({ amount }) => amount))
  const leaders = heard.filter(({ amount }) => amount === highest)
  const leads = bid === highest && leaders.some(({ part }) => part === taker)
  return leads && (leaders.length === 1 || chosen === 'lot') ? null : 'bid-not-highest'
}

/** Judges a taker against the lot that the record names. */
function lotDiffers({ k, taker, lot }: RoundBody, { lots }: Held): Doubt | null {
  const drawn = lot === undefined ? undefined : lots?.get(lot)
  return drawn && (drawn.k !== k || drawn.drawn !== taker) ? 'lot-differs' : null
}

function moneyDoubt({ k, bid, taker }: RoundBody, { terms, parts }: Held): Doubt | null {
  const gross = grossOf(terms, parts, { k, bid, taker })
  return gross < commissionIn(terms, k, parts[taker - 1]!) ? 'payout-below-zero' : null
}

/** Returns what all parts owe together in a round, đồng; `parts` before it, its taker not yet marked. */
function grossOf(
  terms: Pick<Terms, 'model' | 'face'>,
  parts: readonly HeldPart[],
  { k, bid, taker }: Pick<RoundBody, 'k' | 'bid' | 'taker'>
): number {
  const dues = parts.map((part) =>
    dueOf(terms, part.no === taker ? { ...part, takenAt: k, bid } : part, k, bid)
  )
  return dues.reduce((sum, due) => sum + due, 0)
}
