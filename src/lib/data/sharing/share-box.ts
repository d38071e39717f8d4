import type { LeftOut, SharedItem } from '#lib/ports/outbox.ts'
import { agreedSecret, newKeyHalves, rawHalf } from '../keys/agreed-key.ts'
import { sealBytes, unsealBytes } from '../keys/seal.ts'

/** A shared item, sealed to the key of the account that used the phone last: only its PIN opens it. */
export interface ShareBox {
  id: string
  /** Unix ms of the phone. */
  at: number
  /** The sealing side's half of the key, SEC 1, made for this box alone. */
  half: Bytes
  /** JSON of a `ShareHead`, sealed. */
  head: Bytes
}

/** A picture of a box, sealed with its key. */
export interface SealedPicture {
  box: string
  /** Its place among them, from 0. */
  no: number
  bytes: Bytes
}

/** A box and its pictures, which lie apart: its words are read without them. */
export interface SealedShare {
  box: ShareBox
  pictures: readonly SealedPicture[]
}

interface ShareHead {
  text: string
  pictures: readonly { name: string; type: string }[]
  leftOut: LeftOut
}

/** Both halves of the key to which a box was sealed. */
export interface OpeningKey {
  privateKey: CryptoKey
  /** SEC 1. */
  publicKey: Bytes
}

type Bytes = Uint8Array<ArrayBuffer>
const utf8 = new TextEncoder()

/** Binds each part to its box and place, so that none can stand in for another. */
const nameOf = ({ id, at }: Pick<ShareBox, 'id' | 'at'>, part: 'head' | number) =>
  `shared ${id} ${at} ${part}`

/**
 * Seals what was shared to a public key, SEC 1: an ephemeral ECDH key, HKDF-SHA-256 and AES-GCM, as ECIES does; whoever
 * seals keeps nothing that opens it.
 */
export async function sealShare(
  to: Bytes,
  { id, at, text, pictures, leftOut }: Omit<SharedItem, 'pictures'> & { pictures: readonly File[] }
): Promise<SealedShare> {
  const pair = await newKeyHalves()
  const half = await rawHalf(pair.publicKey)
  const key = await boxKey(await agreedSecret(pair, to), half, to)
  const said: ShareHead = { text, pictures: pictures.map(({ name, type }) => ({ name, type })), leftOut }
  const head = await sealBytes(key, nameOf({ id, at }, 'head'), utf8.encode(JSON.stringify(said)))
  const sealed: SealedPicture[] = []
  for (const [no, picture] of pictures.entries()) {
    const bytes = new Uint8Array(await picture.arrayBuffer())
    sealed.push({ box: id, no, bytes: await sealBytes(key, nameOf({ id, at }, no), bytes) })
  }
  return { box: { id, at, half, head }, pictures: sealed }
}

/** Opens a box but for its pictures. @throws when it was sealed to another key, or changed */
export async function openShare(own: OpeningKey, box: ShareBox): Promise<SharedItem> {
  const { text, pictures, leftOut } = await headIn(await keyFor(own, box), box)
  return { id: box.id, at: box.at, text, pictures: pictures.length, leftOut }
}

/** Opens a box's pictures. @throws as `openShare`, and when one is missing */
export async function openPictures(
  own: OpeningKey,
  box: ShareBox,
  sealed: readonly SealedPicture[]
): Promise<File[]> {
  const key = await keyFor(own, box)
  const files: File[] = []
  for (const [no, { name, type }] of (await headIn(key, box)).pictures.entries())
    files.push(new File([await unsealBytes(key, nameOf(box, no), sealed[no]!.bytes)], name, { type }))
  return files
}

async function headIn(key: CryptoKey, box: ShareBox): Promise<ShareHead> {
  const clear = await unsealBytes(key, nameOf(box, 'head'), box.head)
  return JSON.parse(new TextDecoder().decode(clear)) as ShareHead
}

const keyFor = async (own: OpeningKey, { half }: ShareBox) =>
  boxKey(await agreedSecret(own, half), half, own.publicKey)

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
