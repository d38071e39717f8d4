import * as v from 'valibot'
import { slug } from '../../shapes.ts'
import { base64UrlOf, bytesOfBase64 } from '../bundle/base64url.ts'
import { ByteReader, MalformedBundle } from '../bundle/byte-reader.ts'
import { ByteWriter } from '../bundle/byte-writer.ts'
import { iceLetters, ipv4, mdnsName, type PeerEndpoint, type HostCandidate } from './endpoint.ts'

/** Letters of the longest text, so that a cheap camera reads its QR. */
export const maxSignalLetters = 400
/** How far the clocks of two phones, and the scan of a text after it was made, may lie apart, ms. */
export const signalFreshMs = 10 * 60_000

const prefix = 'SOTAY1.'
const idBytes = 32
const hashBytes = 16
const signatureBytes = 64
const uuidBytes = 16
const mostCandidates = 8

/** One phone's half of a connection: an offer, or the answer to one. */
export interface Signal {
  unit: string
  account: string
  /** Thumbprint of the phone's key. */
  device: string
  /** When it was made, as its phone says, Unix ms. */
  at: number
  endpoint: PeerEndpoint
  /** First bytes of the hash of the offer that it answers, base64url; null: it is an offer. */
  answers: string | null
}

/** A signal before it is signed. */
export interface UnsignedSignal {
  bytes: Uint8Array<ArrayBuffer>
  /** Begins as nothing else does that a phone signs. */
  toSign: string
}

/** A signal that was read; whether its phone signed it is not known yet. */
export interface ReadSignal {
  signal: Signal
  signed: string
  sig: string
}

/** Writes what a phone signs of a signal, with as many candidates as fit, addresses before names. */
export function unsignedSignal({ endpoint, ...signal }: Signal): UnsignedSignal {
  const candidates = [...endpoint.candidates]
    .sort((a, b) => Number(mdnsName.test(a.host)) - Number(mdnsName.test(b.host)))
    .slice(0, mostCandidates)
  for (; ; candidates.pop()) {
    const bytes = written({ ...signal, endpoint: { ...endpoint, candidates } })
    const letters = prefix.length + Math.ceil(((bytes.length + signatureBytes) * 4) / 3)
    if (letters <= maxSignalLetters || candidates.length <= 1) return { bytes, toSign: textToSign(bytes) }
  }
}

/** Returns the text of a signed signal, for a QR. @param sig base64url */
export function signalText({ bytes }: UnsignedSignal, sig: string): string {
  const whole = new ByteWriter()
  whole.raw(bytes)
  whole.raw(bytesOfBase64(sig))
  return prefix + base64UrlOf(whole.done())
}

/** Reads the text of a signal; null when no phone writes so. Makes nothing larger than the text. */
export function signalIn(text: string): ReadSignal | null {
  const given = text.trim()
  if (!given.startsWith(prefix) || given.length > maxSignalLetters) return null
  const letters = given.slice(prefix.length)
  if (!/^[A-Za-z0-9_-]+$/.test(letters) || letters.length % 4 === 1) return null
  const whole = bytesOfBase64(letters)
  if (base64UrlOf(whole) !== letters || whole.length <= signatureBytes) return null
  const bytes = whole.slice(0, -signatureBytes)
  try {
    const signal = read(new ByteReader(bytes))
    return { signal, signed: textToSign(bytes), sig: base64UrlOf(whole.subarray(-signatureBytes)) }
  } catch (problem) {
    if (problem instanceof MalformedBundle) return null
    throw problem
  }
}

/** Returns the first bytes of a hash by which an answer names its offer. @param hash SHA-256 of the offer's text, base64url */
export const offerName = (hash: string): string => base64UrlOf(bytesOfBase64(hash).subarray(0, hashBytes))

const textToSign = (bytes: Uint8Array) => `so-tay-antt channel signal ${base64UrlOf(bytes)}`

function written({ unit, account, device, at, endpoint, answers }: Signal): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter()
  to.count(answers === null ? 0 : 1)
  to.text(unit)
  to.text(account)
  to.raw(bytesOfBase64(device))
  to.count(at)
  if (answers !== null) to.raw(bytesOfBase64(answers))
  to.text(endpoint.ufrag)
  to.text(endpoint.password)
  to.raw(endpoint.fingerprint)
  to.count(endpoint.candidates.length)
  for (const { host, port } of endpoint.candidates) {
    const isName = mdnsName.test(host)
    to.count(isName ? 1 : 0)
    to.raw(isName ? bytesOfUuid(host) : Uint8Array.from(host.split('.'), Number))
    to.count(port)
  }
  return to.done()
}

function read(from: ByteReader): Signal {
  const isAnswer = from.count(1) === 1
  const [unit, account] = [name(from), name(from)]
  const device = base64UrlOf(from.raw(idBytes))
  const at = from.count(2 ** 48)
  const answers = isAnswer ? base64UrlOf(from.raw(hashBytes)) : null
  const [ufrag, password] = [iceText(from), iceText(from)]
  const fingerprint = from.raw(idBytes).slice()
  const candidates = Array.from({ length: from.count(mostCandidates) }, () => candidateIn(from))
  if (!from.isAtEnd) throw new MalformedBundle()
  return { unit, account, device, at, endpoint: { ufrag, password, fingerprint, candidates }, answers }
}

function name(from: ByteReader): string {
  const text = from.text()
  if (!v.is(slug, text)) throw new MalformedBundle()
  return text
}

function iceText(from: ByteReader): string {
  const text = from.text()
  if (!iceLetters.test(text)) throw new MalformedBundle()
  return text
}

function candidateIn(from: ByteReader): HostCandidate {
  const isName = from.count(1) === 1
  const host = isName ? mdnsOf(from.raw(uuidBytes)) : from.raw(4).join('.')
  const port = from.count(65_535)
  if (port === 0 || !(isName || ipv4.test(host))) throw new MalformedBundle()
  return { host, port }
}

const bytesOfUuid = (host: string) =>
  Uint8Array.from(
    host
      .replaceAll('-', '')
      .slice(0, 2 * uuidBytes)
      .match(/../g)!,
    (two) => Number.parseInt(two, 16)
  )

function mdnsOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}.local`
}
