import type { PeerCard, ReadCard } from '#lib/domain/peers/card/card.ts'
import { judgeCard } from '#lib/domain/peers/card/judge-card.ts'
import type { CardRefusal } from '#lib/domain/peers/refusals.ts'
import type { Verify } from '#lib/ports/ports.ts'

type MeetCardDeps = Parameters<typeof judgeCard>[1] & { verify: Verify }

/** Tells whether records may be handed to the phone whose card was read: its own key, as the directory here names it, signed it. */
export async function meetCard(
  { card, text, sig }: ReadCard,
  { verify, ...giver }: MeetCardDeps
): Promise<{ card: PeerCard } | { code: CardRefusal }> {
  const key = judgeCard(card, giver)
  if (typeof key === 'string') return { code: key }
  return (await verify(key, text, sig).catch(() => false)) ? { card } : { code: 'bad-card' }
}
