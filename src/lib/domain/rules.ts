import * as v from 'valibot'
import { Fact, isKnownType, permissions } from './facts.ts'
import { mayRead, rolesIn, type Book, type Role } from './roles.ts'

export interface Actor {
  /** Account, or null when signed out. */
  name: string | null
  /** CouchDB's role names, `<unit>:<role>` or `_admin`. */
  roles: readonly string[]
}

/** The database that a document is to be written to. */
export interface Home {
  unit: string
  book: Book
  /** Whether it is the author's own, which stays on their phone: see `keepsOwn`. */
  own?: boolean
}

export type Refusal =
  | { code: 'signed-out' | 'immutable' | 'unknown-type' | 'wrong-place' | 'not-author' | 'not-allowed' }
  | { code: 'malformed'; at: string }

/**
 * Refused by the server's gateway before its database is asked. `not-allowed`: by the roles of the time of recording;
 * `removed`: the server had it, and has removed it with its quarter.
 */
export type AdmissionRefusal =
  | { code: 'bad-id' | 'bad-signature' | 'too-large' | 'not-allowed' | 'wrong-place' | 'removed' }
  | Extract<Refusal, { code: 'malformed' }>

/**
 * Tells why the gateway does not take a fact yet; it stays on the phone that offers it, which offers it again. `not-enrolled`:
 * its device is not in the directory; `not-approved`: no commander has approved the device, or not for that time; `barred`:
 * the device is revoked or its account suspended; `unknown-unit`: the account holds no role in that unit;
 * `too-many-phones`: too many phones of the account wait for approval, or this one has introduced itself too often;
 * `busy`: the server has too much to do.
 */
export type HeldReason =
  'not-enrolled' | 'not-approved' | 'barred' | 'unknown-unit' | 'too-many-phones' | 'busy'

/**
 * Decides whether a document may be written; the phone, CouchDB and the tests all call this one function. It looks only
 * at the document, its predecessor and the actor, because batches arrive in any order.
 * @param next the document to be stored, in the form of a fact (`id`, not `_id`)
 * @param previous the document that the database holds under that id, or null
 * @returns null when it may be written
 */
export function refuse(next: unknown, previous: unknown, actor: Actor, home: Home): Refusal | null {
  if (!actor.name) return { code: 'signed-out' }
  if (actor.roles.includes('_admin')) return null
  if (previous) return { code: 'immutable' }
  if (!isKnown(next)) return { code: 'unknown-type' }
  const parsed = v.safeParse(Fact, next)
  if (!parsed.success) return { code: 'malformed', at: v.getDotPath(parsed.issues[0]) ?? '' }
  return (
    placed(parsed.output, home) ?? written(parsed.output, actor.name, rolesIn(home.unit, actor.roles), home)
  )
}

function isKnown(next: unknown): boolean {
  const type = next && typeof next === 'object' && 'type' in next ? next.type : undefined
  return typeof type !== 'string' || isKnownType(type)
}

function placed(fact: Fact, home: Home): Refusal | null {
  const { book, stream } = permissions[fact.type]
  const here = fact.unit === home.unit && fact.book === home.book && (book === 'any' || book === home.book)
  const isOwn = fact.type !== 'device.set-aside' || fact.stream === `device/${fact.device}`
  return here && isOwn && fact.stream.startsWith(`${stream}/`) ? null : { code: 'wrong-place' }
}

function written(fact: Fact, account: string, held: readonly Role[], home: Home): Refusal | null {
  if (fact.by !== account) return carried(fact, account, held, home)
  if (fact.via !== undefined) return { code: 'not-author' }
  const { writers } = permissions[fact.type]
  const may = held.some((role) => writers.includes(role)) && (home.own || mayRead(held, home.book))
  return may ? null : { code: 'not-allowed' }
}

/** Accepts somebody else's fact only from a carrier who is named in `via` and may read the book. */
function carried(fact: Fact, account: string, held: readonly Role[], home: Home): Refusal | null {
  if (fact.via !== account) return { code: 'not-author' }
  return mayRead(held, home.book) ? null : { code: 'not-allowed' }
}
