import { base64UrlOf } from '../bundle/base64url.ts'

/** One of the two phones at a channel. */
export interface ProvingPhone {
  account: string
  device: string
  /** SHA-256 of the certificate that its browser shows on this channel. */
  fingerprint: Uint8Array
  /** Bytes that it made for this channel, base64url. */
  nonce: string
}

/**
 * Returns the text by which a phone proves on a channel whose it is: a phone in the middle shows each of two others a
 * certificate of its own, and has them sign different texts. It begins as nothing else does that a phone signs.
 */
export const proofText = (unit: string, own: ProvingPhone, other: ProvingPhone): string =>
  ['so-tay-antt channel proof', unit, ...[own, other].map(textOf)].join(' ')

const textOf = ({ account, device, fingerprint, nonce }: ProvingPhone) =>
  `${account} ${device} ${base64UrlOf(fingerprint)} ${nonce}`
