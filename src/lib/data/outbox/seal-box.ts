import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { boxInfo, boxText, type BoxContents, type SealedBox } from '#lib/domain/transit/box.ts'
import type { Signer } from '#lib/ports/keys.ts'
import { toBase64 } from '../keys/base64.ts'

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm()
})

/**
 * Seals a box that only the server of that unit opens, see `SealedBox`: this phone cannot open it again.
 * @param by the key of this phone, which signs the box
 */
export async function sealBox(
  unit: string,
  to: PublicKey,
  contents: BoxContents,
  by: Signer
): Promise<SealedBox> {
  const key = thumbprint(to)
  const recipientPublicKey = await suite.kem.importKey('jwk', { ...to }, true)
  const sender = { recipientPublicKey, info: boxInfo({ unit, key }) }
  const { enc, ct } = await suite.seal(sender, new TextEncoder().encode(JSON.stringify(contents)))
  const [key64, sealed] = [enc, ct].map((bytes) => toBase64(new Uint8Array(bytes)))
  const box = { unit, key, enc: key64!, sealed: sealed!, device: by.id }
  return { ...box, sig: await by.sign(boxText(box)) }
}
