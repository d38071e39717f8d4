import type { SharedItem } from '#lib/ports/outbox.ts'
import { agreedSecret, newKeyHalves, rawHalf } from '../keys/agreed-key.ts'
import { sealBytes, unsealBytes } from '../keys/seal.ts'

/** A shared item, sealed to the key of the account that used the phone last: only its PIN opens it. */
export interface ShareBox {
  id: string
  /** Unix ms of the phone. */
  at: number
  /** The sealing side's half of the key, SEC 1, made for this box alone. */
  half: Uint8Array<ArrayBuffer>
  /** First the head, JSON of a `ShareHead`, then the bytes of each picture. */
  parts: readonly Uint8Array<ArrayBuffer>[]
}

interface ShareHead {
  text: string
  pictures: readonly { name: string; type: string }[]
}

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = new TextEncoder()

/** Binds each part to its box and place, so that none can stand in for another. */
const nameOf = ({ id, at }: Pick<ShareBox, 'id' | 'at'>, part: number) => `shared ${id} ${at} ${part}`

/**
 * Seals what was shared to a public key, SEC 1: an ephemeral ECDH key, HKDF-SHA-256 and AES-GCM, as ECIES does; whoever
 * seals keeps nothing that opens it.
 */
export async function sealShare(to: Bytes, item: SharedItem): Promise<ShareBox> {
  const pair = await newKeyHalves()
  const half = await rawHalf(pair.publicKey)
  const key = await boxKey(await agreedSecret(pair, to), half, to)
  const { id, at, text, pictures } = item
  const head: ShareHead = { text, pictures: pictures.map(({ name, type }) => ({ name, type })) }
  const parts = [await sealBytes(key, nameOf(item, 0), utf8.encode(JSON.stringify(head)))]
  for (const picture of pictures) {
    const bytes = new Uint8Array(await picture.arrayBuffer())
    parts.push(await sealBytes(key, nameOf(item, parts.length), bytes))
  }
  return { id, at, half, parts }
}

/** Opens a box with both halves of the key to which it was sealed. @throws when it was another one, or the box was changed */
export async function openShare(
  own: { privateKey: CryptoKey; publicKey: Bytes },
  box: ShareBox
): Promise<SharedItem> {
  const { id, at, half, parts } = box
  const key = await boxKey(await agreedSecret(own, half), half, own.publicKey)
  const clear: Bytes[] = []
  for (const part of parts) clear.push(await unsealBytes(key, nameOf(box, clear.length), part))
  const [head, ...pictures] = clear
  const { text, pictures: named } = JSON.parse(new TextDecoder().decode(head)) as ShareHead
  const files = named.map(({ name, type }, i) => new File([pictures[i]!], name, { type }))
  return { id, at, text, pictures: files }
}

/** Derives the key of one box, bound to both halves. */
async function boxKey(secret: Bytes | null, half: Bytes, to: Bytes): Promise<CryptoKey> {
  if (!secret) throw new Error('a half that is no point of the curve')
  const agreed = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const derivation = { name: 'HKDF', hash: 'SHA-256', salt: half, info: to }
  return crypto.subtle.deriveKey(derivation, agreed, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt'
  ])
}
