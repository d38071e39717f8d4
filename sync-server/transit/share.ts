import type { Directory } from '#lib/domain/directory/directory.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { sealerOf } from '#lib/domain/transit/sealer.ts'
import { verifySignature } from '../signature.ts'

/**
 * Returns the share of a unit's waiting boxes in which a box counts: that of the phone whose key signed it, if the unit ever
 * approved that phone; else that of the account which brings it. So a phone whose boxes can never be settled fills its own
 * share, whoever brings them, and there are no more shares than a commander has made phones and accounts.
 * @param known the directory of the box's unit; null: there is none
 */
export async function shareOf(box: SealedBox, known: Directory | null, carrier: string): Promise<string> {
  const sealer = known && (await sealerOf(box, known, verifySignature))
  // No account is named so.
  return sealer ? `@${sealer}` : carrier
}
