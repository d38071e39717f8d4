import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import type { JsonWebKey } from 'node:crypto'
import * as v from 'valibot'
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

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))
