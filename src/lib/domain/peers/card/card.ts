import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { deviceId, isoTime, signature, slug } from '../../shapes.ts'

/** Says who takes records in, and with which key a bundle is sealed to them this once. */
export const PeerCard = v.strictObject({
  unit: slug,
  account: slug,
  device: deviceId,
  /** When it was made, as its phone says. */
  at: isoTime,
  /** An ECDH key of P-256, 65 bytes uncompressed, base64url: its other half is kept nowhere and ends with the screen. */
  key: v.pipe(v.string(), v.regex(/^B[A-Za-z0-9_-]{86}$/))
})
export type PeerCard = v.InferOutput<typeof PeerCard>

const beginning = 'so-tay-antt card'
const encoder = new TextEncoder()

/** Returns the text that the taker's phone signs. It begins as nothing else does that a phone signs. */
export const cardText = ({ unit, account, device, at, key }: PeerCard): string =>
  [beginning, unit, account, device, at, key].join(' ')

/** Returns what the code of a card says. @param sig of its text, by the device that it names */
export const spelledCard = (card: PeerCard, sig: string): string => `${cardText(card)} ${sig}`

/** A card as it was read. Nothing in it is known to be true yet. */
export interface ReadCard {
  card: PeerCard
  text: string
  sig: string
}

/** Returns the card in a text that a camera read; null when it is none. */
export function cardIn(read: string): ReadCard | null {
  if (!read.startsWith(`${beginning} `)) return null
  const [unit, account, device, at, key, sig, ...more] = read.slice(beginning.length + 1).split(' ')
  const said = v.safeParse(PeerCard, { unit, account, device, at, key })
  if (!said.success || !v.is(signature, sig) || more.length > 0) return null
  return { card: said.output, text: cardText(said.output), sig }
}

/** Tells cards apart: the first four bytes of the SHA-256 of a card's text stand in each frame that is for it. */
export const cardTag = (text: string): Uint8Array => sha256(encoder.encode(text)).subarray(0, 4)

/** Returns four digits by which two people see that both screens speak of one card, in whatever language. */
export function cardNumber(text: string): string {
  const [high = 0, low = 0] = sha256(encoder.encode(text)).subarray(4)
  const digits = String((high * 256 + low) % 10_000).padStart(4, '0')
  return `${digits.slice(0, 2)} ${digits.slice(2)}`
}
