import { isCertified } from '../directory/certified.ts'
import { deviceOf, rolesAt, type Directory } from '../directory/directory.ts'
import type { PublicKey } from '../directory/facts.ts'
import type { Envelope } from '../fact.ts'
import { maxFactBytes } from '../fact-limits.ts'
import { isKnownType, isShaped, permissions } from '../facts.ts'
import { canonicalString } from '../canonical.ts'
import { barredAt } from '../devices/barring.ts'
import { isInAnothersOwn } from '../hui/own/own-line.ts'
import { exceedsOwn } from '../hui/own/own-record.ts'
import { books, keepsOwn, mayRead, type Book, type Role } from '../roles.ts'
import { idTime } from '../uuid.ts'
import type { CarriedRefusal, SenderRefusal } from './refusals.ts'
import type { BundleStatement } from './statement.ts'

type Sender = Pick<BundleStatement, 'by' | 'device'>

/** Returns the key of the phone that says it sends a bundle, from the directory: never one that the bundle names. */
export function senderKey({ by, device }: Sender, known: Directory): PublicKey | SenderRefusal {
  const sender = deviceOf(known, by, device)
  if (!sender?.admitted) return 'unknown-sender'
  return sender.approved ? sender.key : 'barred-sender'
}

/**
 * Tells why a phone may hand nothing over; null: it may.
 * @param serverTime the last time of the server that this phone knows, Unix ms; its own clock may be set by anybody
 */
export function whyNoSender(sender: Sender, known: Directory, serverTime: number): SenderRefusal | null {
  const key = senderKey(sender, known)
  if (typeof key === 'string') return key
  return rolesAt(known, sender.by, sender.device, serverTime).length > 0 ? null : 'expired-sender'
}

/** The phone that takes facts in. */
interface Receiver {
  unit: string
  account: string
  roles: readonly Role[]
  known: Directory
}

/** A fact that may be kept if that key signed this text. */
export interface ToVerify {
  key: PublicKey
  text: string
}

/**
 * Tells which key must have signed a fact that another phone hands over: the one that the directory names for its author's
 * phone, if that was approved for such a fact when it was recorded. Refuses what its carrier may not read, but for what a host
 * wrote herself: that travels sealed.
 */
export function judgeCarried(
  fact: Envelope,
  { unit, account, roles, known }: Receiver
): ToVerify | CarriedRefusal {
  const { type, by, device } = fact
  const book = fact.book as Book
  if (fact.unit !== unit || !books.includes(book) || !isPlaced(fact)) return 'wrong-place'
  if (!mayRead(roles, book) && !(by === account && keepsOwn(roles, book))) return 'not-allowed'
  if (type === 'directory.device-enrolled') return 'not-carried'
  if (isKnownType(type) && !isShaped(fact)) return 'malformed'
  const author = deviceOf(known, by, device)
  if (!author) return 'not-enrolled'
  const recorded = idTime(fact.id)
  const isOthers = exceedsOwn(fact, rolesAt(known, by, device, recorded)) || isInAnothersOwn(fact, known)
  if (isOthers || !isCertified(fact, known, null, recorded))
    return barredAt(known.barrings, by, device, recorded) ? 'barred' : 'not-approved'
  const text = canonicalString(fact)
  return new TextEncoder().encode(text).length > maxFactBytes ? 'too-large' : { key: author.key, text }
}

function isPlaced({ type, book, stream, device }: Envelope): boolean {
  // A later build knows where it belongs.
  if (!isKnownType(type)) return true
  const rights = permissions[type]
  if (rights.book !== 'any' && rights.book !== book) return false
  if (type === 'device.set-aside' && stream !== `device/${device}`) return false
  return stream.startsWith(`${rights.stream}/`)
}

/**
 * Returns the books that every approved phone of an account may read at a time: what it takes in may be opened on any of them.
 * @param ms Unix ms
 */
export function booksReadBy(account: string, known: Directory, ms: number): ReadonlySet<Book> {
  const phones = known.devices.filter((device) => device.account === account && device.approved)
  const held = phones.map(({ id }) => rolesAt(known, account, id, ms))
  if (phones.length === 0) return new Set()
  return new Set(books.filter((book) => held.every((roles) => mayRead(roles, book))))
}
