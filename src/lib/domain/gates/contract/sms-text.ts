import { sha256 } from '@noble/hashes/sha2.js'
import { uuidv7 } from '../../uuid.ts'
import type { Command } from './command.ts'
import type { SignedText } from './envelope.ts'
import { smsLifetimeMs } from './timers.ts'

/**
 * The requests that travel as a text message: close, raise the alarm and close, or tell how the gate stands. Never OPEN,
 * never STOP.
 */
const words = { CLOSE: 'DONG', ALARM: 'BAODONG', QUERY: 'HOI' } as const
export type SmsRequest = keyof typeof words
const requests = Object.keys(words) as SmsRequest[]

/** Longest text message of one segment, in characters of GSM 7-bit (3GPP TS 23.038). */
export const maxSmsLength = 160
/** Number of characters of a key's id that stand in the text. */
const keyLength = 8

/** A request as its text says it; nothing of it is proven yet. */
export interface SmsOrder {
  request: SmsRequest
  gate: string
  actor: string
  /** The first characters of the signing key's id. */
  keyStart: string
  /** Time of signing, Unix ms, to the second. */
  iat: number
  /** Rises with every command of one key to one gate, however it travels. */
  ctr: number
}

const form =
  /^(ANTT (DONG|BAODONG|HOI) ([a-z0-9.-]{1,64}) ([a-z0-9.-]{1,64}) ([\w-]{8}) ([1-9a-z][0-9a-z]{5,6}) ([1-9a-z][0-9a-z]{0,8})) ([\w-]{85}[AQgw])$/

/** Returns the words of a request before its signature; null where the names are too long for one text message. */
export function smsWords(order: Omit<SmsOrder, 'keyStart'> & { key: string }): string | null {
  const { request, gate, actor, key, iat, ctr } = order
  const times = [Math.floor(iat / 1000), ctr].map((number) => number.toString(36))
  const text = ['ANTT', words[request], gate, actor, key.slice(0, keyLength), ...times].join(' ')
  return text.length + 1 + 86 <= maxSmsLength ? text : null
}

/**
 * Returns what is signed: the words behind a line that names their kind and the unit. It is no JSON text, as everything
 * else is that these keys sign, so that neither is ever taken for the other.
 */
export const smsSigned = (unit: string, text: string): string => `antt-sms/1 ${unit}\n${text}`

/**
 * Reads a text message as a request; null when it is none. The signature has yet to be verified, by the key and not by
 * the name in it.
 * @param unit the unit of the agent that received it
 */
export function smsOrderIn(unit: string, text: string): { order: SmsOrder; signed: SignedText } | null {
  const found = form.exec(text.trim())
  if (!found || text.trim().length > maxSmsLength) return null
  const [, said = '', word, gate = '', actor = '', keyStart = '', iat = '', ctr = '', s = ''] = found
  const request = requests.find((one) => words[one] === word)!
  const order = {
    request,
    gate,
    actor,
    keyStart,
    iat: parseInt(iat, 36) * 1000,
    ctr: parseInt(ctr, 36)
  } as const
  return { order, signed: { p: smsSigned(unit, said), s } }
}

/** Returns an id that a text's words alone decide: however often it is sent, and whoever brings it, it is one and the same. */
export const smsId = ({ iat }: SmsOrder, { p }: SignedText): string =>
  uuidv7(iat, sha256(new TextEncoder().encode(p)))

/**
 * Returns the command that a text asks for, see `smsId`. A query has the form of a CLOSE too, since whoever may close a
 * gate may ask how it stands.
 */
export function smsCommand(order: SmsOrder, unit: string, key: string, signed: SignedText): Command {
  const { request, gate, actor, iat, ctr } = order
  const id = smsId(order, signed)
  const times = { iat, exp: iat + smsLifetimeMs, ctr }
  const alarm = request === 'ALARM' && { alarm: true as const }
  return { v: 1, id, unit, gate, action: 'CLOSE', ...times, actor, key, seen: { stateSeq: 0 }, ...alarm }
}
