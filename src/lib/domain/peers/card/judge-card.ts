import type { Directory } from '../../directory/directory.ts'
import type { PublicKey } from '../../directory/facts.ts'
import { senderKey, whyNoSender } from '../judge.ts'
import type { CardRefusal, SenderRefusal } from '../refusals.ts'
import type { PeerCard } from './card.ts'

/** How far the time of a card may lie from this phone's, ms: its screen is before the camera, and clocks differ a little. */
export const cardMs = 10 * 60_000

/** Names for a taker what a phone may not be. */
const noTaker: Record<SenderRefusal, 'unknown-taker' | 'barred-taker' | 'expired-taker'> = {
  'unknown-sender': 'unknown-taker',
  'barred-sender': 'barred-taker',
  'expired-sender': 'expired-taker'
}

/** The phone that is to hand records over. */
interface Giver {
  unit: string
  account: string
  known: Directory
  /** The last time of the server that this phone knows, and its own, Unix ms. */
  serverTime: number
  now: number
}

/**
 * Returns the key that must have signed a card: the one that the directory here names for the taker's phone, if it is
 * approved, its certificate in force, and the card of this unit and made just now.
 */
export function judgeCard(card: PeerCard, giver: Giver): PublicKey | Exclude<CardRefusal, 'bad-card'> {
  if (card.unit !== giver.unit) return 'other-unit'
  if (card.account === giver.account) return 'own-card'
  const taker = { by: card.account, device: card.device }
  const key = senderKey(taker, giver.known)
  if (typeof key === 'string') return noTaker[key]
  const why = whyNoSender(taker, giver.known, giver.serverTime)
  if (why) return noTaker[why]
  return Math.abs(giver.now - Date.parse(card.at)) > cardMs ? 'stale-card' : key
}
