import type { Directory } from '../directory/directory.ts'
import type { PublicKey } from '../directory/facts.ts'
import { boxText, type SealedBox } from './box.ts'

/** Tells whether that key signed this text (ECDSA P-256, SHA-256, base64url). */
type VerifyText = (key: PublicKey, text: string, sig: string) => Promise<boolean>

/**
 * Returns the id of the phone that sealed a box: the one that the box names, if its key has signed the box and the unit has
 * ever approved it, also when it is revoked now. Null for what anybody could have made up, be it a name or a key: there are
 * as many of those as somebody likes.
 * @param known the directory of the box's unit
 */
export async function sealerOf(
  box: SealedBox,
  { devices }: Pick<Directory, 'devices'>,
  verify: VerifyText
): Promise<string | null> {
  const sealer = devices.find(({ id, admitted }) => id === box.device && admitted)
  return sealer && (await verify(sealer.key, boxText(box), box.sig)) ? sealer.id : null
}
