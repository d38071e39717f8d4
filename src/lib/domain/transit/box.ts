import * as v from 'valibot'
import { photoPlaces } from '../roles.ts'
import { deviceId, signature, slug } from '../shapes.ts'

/** Bounds the facts of one box, and the letters of their JSON, each of three bytes at most; a box may hold one part of a photo instead. */
export const maxBoxFacts = 100
export const maxBoxedBytes = 160 * 1024
/** Bounds the bytes of a whole box as JSON: a part of a photo is twice written as base64. */
export const maxBoxBytes = 768 * 1024

const base64 = v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]+={0,2}$/))

/**
 * Holds what a phone could not send, sealed to the server's key: HPKE in its base mode (RFC 9180) with DHKEM(P-256, HKDF-SHA256),
 * HKDF-SHA256 and AES-256-GCM; `info` is `boxInfo`. Whoever carries it can read nothing of it.
 */
export const SealedBox = v.strictObject({
  unit: slug,
  /** RFC 7638 thumbprint of the key that it is sealed to. */
  key: deviceId,
  /** The encapsulated key, base64. */
  enc: v.pipe(base64, v.maxLength(88)),
  /** Ciphertext, base64. */
  sealed: v.pipe(base64, v.maxLength(maxBoxBytes)),
  /** RFC 7638 thumbprint of the key of the phone that sealed it: whoever carries it, it waits in that phone's share. */
  device: deviceId,
  /** Of `boxText`, by that phone. */
  sig: signature
})
export type SealedBox = v.InferOutput<typeof SealedBox>

/** Returns the text that a phone signs for a box that it seals. */
export const boxText = ({ unit, key, device, enc, sealed }: Omit<SealedBox, 'sig'>): string =>
  `transit box ${unit} ${key} ${device} ${enc} ${sealed}`

/** Binds a box to its unit and key: under another one it does not open. */
export const boxInfo = ({ unit, key }: Pick<SealedBox, 'unit' | 'key'>): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`so-tay-antt transit ${unit} ${key}`)

/** A part of a photo, with the word of the phone that took it: a part alone does not say whose it is. */
export const BoxedPart = v.strictObject({
  place: v.picklist(photoPlaces),
  /** Time when the photo was taken, Unix ms. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  by: slug,
  device: deviceId,
  /** Of `partText`, by the phone. */
  sig: signature,
  /** The part's bytes, base64. */
  data: base64
})
export type BoxedPart = v.InferOutput<typeof BoxedPart>

/** Holds what is in a box: facts as they would be pushed, or one part of a photo. */
export const BoxContents = v.union([
  v.strictObject({ facts: v.pipe(v.array(v.record(v.string(), v.unknown())), v.maxLength(maxBoxFacts)) }),
  v.strictObject({ part: BoxedPart })
])
export type BoxContents = v.InferOutput<typeof BoxContents>

/** Returns the text that a phone signs for a part. @param hash SHA-256 of its bytes, base64url */
export const partText = (
  unit: string,
  { place, at, by, device }: Pick<BoxedPart, 'place' | 'at' | 'by' | 'device'>,
  hash: string
): string => `transit part ${unit} ${place} ${at} ${by} ${device} ${hash}`

/** Why the server keeps no more of a phone's boxes, as its answer 429 says it: so many wait already. */
export const shareFull = 'share-full'

/** Returns the database in which a unit's boxes wait for the server; nobody else reads it. */
export const transitDatabase = (unit: string): string => `antt-${unit}-transit`

/** Returns the unit whose boxes a database holds; null when it holds none. */
export const unitOfTransit = (database: string): string | null =>
  /^antt-(.+)-transit$/.exec(database)?.[1] ?? null
