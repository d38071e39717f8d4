import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import * as v from 'valibot'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { BoxContents, boxInfo, boxText, type SealedBox } from '#lib/domain/transit/box.ts'
import type { Signer } from '#lib/ports/keys.ts'
import { crypto, machine } from '../globals.ts'

const encBytes = 65
const tagBytes = 16
const iv = new Uint8Array(12)

function keyFor({ x }: PublicKey, enc: Uint8Array): Uint8Array | null {
  const secret = machine.secrets.get(x)
  return secret === undefined ? null : createHash('sha256').update(secret).update(enc).digest()
}

/**
 * Stands in a history for `seal-box.ts` and `open-box.ts`: no threads, and only who holds a key can open what is sealed to it.
 */
export async function sealBox(
  unit: string,
  to: PublicKey,
  contents: BoxContents,
  by: Signer
): Promise<SealedBox> {
  const box = { ...(await sealAnew(unit, to, contents)), device: by.id }
  return { ...box, sig: await by.sign(boxText(box)) }
}

export async function sealAnew(
  unit: string,
  to: PublicKey,
  contents: BoxContents
): Promise<Pick<SealedBox, 'unit' | 'key' | 'enc' | 'sealed'>> {
  const enc = crypto.getRandomValues(new Uint8Array(encBytes))
  const key = thumbprint(to)
  const cipher = createCipheriv('aes-256-gcm', keyFor(to, enc)!, iv).setAAD(boxInfo({ unit, key }))
  const clear = Buffer.from(JSON.stringify(contents))
  const sealed = Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()])
  const spelled = { enc: Buffer.from(enc).toString('base64'), sealed: sealed.toString('base64') }
  return { unit, key, ...spelled }
}

export async function openBox(box: SealedBox, to: PublicKey): Promise<BoxContents | null> {
  const [enc, sealed] = [box.enc, box.sealed].map((text) => Buffer.from(text, 'base64'))
  const key = keyFor(to, enc!)
  if (!key || thumbprint(to) !== box.key) return null
  try {
    const end = sealed!.length - tagBytes
    const cipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(boxInfo(box))
    cipher.setAuthTag(sealed!.subarray(end))
    const clear = Buffer.concat([cipher.update(sealed!.subarray(0, end)), cipher.final()])
    const contents = v.safeParse(BoxContents, JSON.parse(clear.toString('utf8')))
    return contents.success ? contents.output : null
  } catch {
    return null
  }
}
