import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { JsonWebKey } from 'node:crypto'
import * as v from 'valibot'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { BoxContents, boxInfo, type SealedBox } from '#lib/domain/transit/box.ts'

const suite = new CipherSuite({
  kem: new DhkemP256HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm()
})

/** Opens a box, see `SealedBox`. @returns null when it was not sealed to that key for that unit, or holds something else */
export async function openBox(box: SealedBox, key: JsonWebKey): Promise<BoxContents | null> {
  const recipientKey = await suite.kem.importKey('jwk', key as globalThis.JsonWebKey, false)
  try {
    const sender = { recipientKey, enc: bytesOf(box.enc), info: boxInfo(box) }
    const clear = await suite.open(sender, bytesOf(box.sealed))
    const contents = v.safeParse(BoxContents, JSON.parse(Buffer.from(clear).toString('utf8')))
    return contents.success ? contents.output : null
  } catch {
    return null
  }
}

/** Seals contents anew, as `sealBox` does on phones; nobody signs it: it never leaves the server. */
export async function sealAnew(
  unit: string,
  to: PublicKey,
  contents: BoxContents
): Promise<Pick<SealedBox, 'unit' | 'key' | 'enc' | 'sealed'>> {
  const key = thumbprint(to)
  const recipientPublicKey = await suite.kem.importKey('jwk', { ...to }, true)
  const sender = { recipientPublicKey, info: boxInfo({ unit, key }) }
  const { enc, ct } = await suite.seal(sender, new TextEncoder().encode(JSON.stringify(contents)))
  return { unit, key, enc: base64Of(enc), sealed: base64Of(ct) }
}

const base64Of = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
