import { ByteWriter } from '#lib/domain/peers/bundle/byte-writer.ts'
import { packContents, unpackContents, type BundleContents } from '#lib/domain/peers/bundle/contents.ts'
import {
  headOf,
  nonceBytes,
  opensBy,
  readHead,
  tryRead,
  type BundleVersion
} from '#lib/domain/peers/bundle/head.ts'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import { codeBytes, codeOf, secretIn } from '#lib/domain/peers/code.ts'
import type { UnopenedBundle } from '#lib/domain/peers/refusals.ts'
import { statementIn, statementText, type BundleStatement } from '#lib/domain/peers/statement.ts'
import type { Signer } from '#lib/ports/keys.ts'
import type { OpenedBundle, SealedBundle } from '#lib/ports/peers.ts'
import { fromBase64, toBase64Url } from '../keys/base64.ts'
import { sha256Of } from '../photos/hash.ts'
import { agreedSecret, agreeWith } from '../keys/agreed-key.ts'
import { deflate, inflate } from './deflate.ts'

const keyBytes = 32
const ivBytes = 12
const signatureBytes = 64
const encoder = new TextEncoder()

/** Locks a bundle: a secret, and what stands in clear of how two phones agreed on it. */
interface BundleLock {
  version: BundleVersion
  /** The giver's half of a key that two phones agree on; empty for a code. */
  half: Uint8Array<ArrayBuffer>
  secret: Uint8Array<ArrayBuffer>
}

/** Says from whom a bundle is, and for whom. */
interface Parcel {
  unit: string
  to: string
  account: string
  /** Unix ms. */
  at: number
}

/** Packs contents of one unit; see `sealPacked`. @throws when they come to more than `bundleLimits` has room for */
export function sealBundle(
  { contents, ...parcel }: Parcel & { contents: BundleContents },
  device: Signer
): Promise<SealedBundle> {
  return sealPacked(packedWithin(contents), parcel, device)
}

/** Packs contents, and never what every reader would refuse: whoever chose them was to keep to the limits. */
function packedWithin(contents: BundleContents): Uint8Array<ArrayBuffer> {
  const packed = packContents(contents)
  if (packed.length > bundleLimits.contents) throw new Error('the contents of a bundle exceed its limits')
  return packed
}

/** Packs contents for the phone that showed a card with that key, and only for it. @throws as `sealBundle` */
export async function sealBundleToCard(
  { contents, key, ...parcel }: Parcel & { contents: BundleContents; key: string },
  device: Signer
): Promise<Uint8Array<ArrayBuffer>> {
  return lockedFile(packedWithin(contents), parcel, device, {
    version: opensBy.card,
    ...(await agreeWith(key))
  })
}

/** Locks packed contents with a code that is made for this bundle alone and is in no file. */
export async function sealPacked(
  packed: Uint8Array<ArrayBuffer>,
  parcel: Parcel,
  device: Signer,
  /** Says how large they are. */
  size = packed.length
): Promise<SealedBundle> {
  const secret = crypto.getRandomValues(new Uint8Array(codeBytes))
  const lock = { version: opensBy.code, half: new Uint8Array(), secret }
  return { file: await lockedFile(packed, parcel, device, lock, size), code: codeOf(secret) }
}

/**
 * Compresses, signs and encrypts packed contents: version, unit, a nonce and half of an agreed key in clear, then under the
 * key of the lock the statement, its signature and the contents.
 */
async function lockedFile(
  packed: Uint8Array<ArrayBuffer>,
  { unit, to, account, at }: Parcel,
  device: Signer,
  lock: BundleLock,
  size = packed.length
): Promise<Uint8Array<ArrayBuffer>> {
  const payload = await deflate(packed)
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes))
  const said: BundleStatement = {
    to,
    by: account,
    device: device.id,
    at: new Date(at).toISOString(),
    size
  }
  const statement = JSON.stringify(said)
  const hash = await sha256Of(payload)
  const sig = await device.sign(statementText({ unit, nonce: toBase64Url(nonce), statement, hash }))
  const clear = new ByteWriter()
  clear.text(statement)
  clear.raw(bytesOfSignature(sig))
  clear.raw(payload)
  const head = headOf({ ...lock, unit, nonce })
  const { key, cipher } = await keyOf(lock.secret, head, nonce)
  const sealed = await crypto.subtle.encrypt(cipher, key, clear.done())
  const file = new Uint8Array(head.length + sealed.byteLength)
  file.set(head)
  file.set(new Uint8Array(sealed), head.length)
  return file
}

/** Opens a bundle with its code for a member of that unit; reads nothing of a file that is larger than any. */
export const openBundle = (file: Blob, typed: string, unit: string) =>
  openLocked(file, unit, opensBy.code, () => secretIn(typed) ?? 'no-code')

/** Opens a bundle that was sealed to the card with that key. */
export const openBundleByCard = (file: Blob, pair: CryptoKeyPair, unit: string) =>
  openLocked(file, unit, opensBy.card, async (half) => (await agreedSecret(pair, half)) ?? 'not-a-bundle')

type SecretOf = (
  half: Uint8Array<ArrayBuffer>
) => Uint8Array<ArrayBuffer> | UnopenedBundle | Promise<Uint8Array<ArrayBuffer> | UnopenedBundle>

async function openLocked(
  file: Blob,
  unit: string,
  version: BundleVersion,
  secretOf: SecretOf
): Promise<OpenedBundle | { code: UnopenedBundle }> {
  if (file.size > bundleLimits.file) return { code: 'too-large' }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const found = readHead(bytes)
  if ('code' in found) return found
  if (found.unit !== unit) return { code: 'other-unit' }
  if (found.version !== version) return { code: 'not-a-bundle' }
  const { nonce, half, length } = found
  const secret = await secretOf(half)
  if (typeof secret === 'string') return { code: secret }
  const { key, cipher } = await keyOf(secret, bytes.slice(0, length), nonce)
  const clear = await crypto.subtle.decrypt(cipher, key, bytes.subarray(length)).catch(() => null)
  if (!clear) return { code: 'wrong-code' }
  return (await openedIn(new Uint8Array(clear), unit, nonce)) ?? { code: 'not-a-bundle' }
}

async function openedIn(
  clear: Uint8Array<ArrayBuffer>,
  unit: string,
  nonce: Uint8Array
): Promise<OpenedBundle | null> {
  const read = readClear(clear)
  const said = read && statementIn(read.statement)
  if (!said) return null
  const { statement, sig, payload } = read
  const hash = await sha256Of(payload)
  return {
    statement: said,
    text: statementText({ unit, nonce: toBase64Url(nonce), statement, hash }),
    sig,
    async contents() {
      const packed = await inflate(payload, said.size)
      return packed && unpackContents(unit, packed)
    }
  }
}

const readClear = (clear: Uint8Array<ArrayBuffer>) =>
  tryRead(clear, (from) => ({
    statement: from.text(),
    sig: toBase64Url(from.raw(signatureBytes)),
    payload: from.rest()
  }))

/** Derives the key of a bundle from its secret (HKDF-SHA-256, RFC 5869), and binds what stands in clear to what it opens. */
async function keyOf(
  secret: Uint8Array<ArrayBuffer>,
  head: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>
) {
  const given = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const info = encoder.encode('so-tay-antt bundle')
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info }
  const bits = new Uint8Array(await crypto.subtle.deriveBits(how, given, 8 * (keyBytes + ivBytes)))
  const uses: KeyUsage[] = ['encrypt', 'decrypt']
  const key = await crypto.subtle.importKey('raw', bits.subarray(0, keyBytes), 'AES-GCM', false, uses)
  return { key, cipher: { name: 'AES-GCM', iv: bits.subarray(keyBytes), additionalData: head } }
}

const bytesOfSignature = (sig: string) =>
  fromBase64(sig.replaceAll('-', '+').replaceAll('_', '/').padEnd(88, '='))
