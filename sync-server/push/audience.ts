import type { ServerScope } from 'nano'
import type { Called } from '#lib/domain/alarms/concern.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { rolesInForce } from '#lib/domain/directory/role-ends.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { keyHolderOf } from '#lib/domain/gates/contract/keys.ts'
import { isUnconfirmed, keyFor, needsProof } from '#lib/domain/trust.ts'
import { mayRead, rolesIn, type Book, type Role } from '#lib/domain/roles.ts'
import { readAccount } from '../sessions/accounts.ts'
import { isSignedBy } from '../signature.ts'
import type { Subscription } from './subscriptions.ts'

/**
 * Tells whether a fact is its author's: a carried one needs a signature by a key in the directory, and none may wait for a
 * commander.
 */
export function isAuthentic(fact: Envelope, known: Directory): boolean {
  if (isUnconfirmed(fact, known)) return false
  if (!needsProof({ ...fact, sync: 'received' })) return true
  const jwk = keyFor(fact, known)
  if (!jwk) return false
  return isSignedBy(jwk, canonicalString(fact), fact.sig)
}

/** Names whoever is to be notified by a phone; `revoked`: never again, `not-now`: its account may not read the book today. */
export type Eligibility = Called | 'not-now' | 'revoked'

/** Whom a notice is for, beside the readers of its book: `to`: those in one of these roles alone. */
export interface Audience {
  book: Book
  to: readonly Role[] | undefined
  calls(reader: Called): boolean
}

/** Decides whether a phone may be notified, by what its account may read at this moment. @param now Unix ms */
export async function eligibilityOf(
  server: ServerScope,
  known: Directory,
  { account, unit, device }: Subscription,
  { book, to, calls }: Audience,
  now: number
): Promise<Eligibility> {
  const user = await readAccount(server, account)
  const holder = keyHolderOf(known, account, device)
  if (!user || holder?.standing === 'revoked') return 'revoked'
  const held = rolesInForce(known.roleEnds, account, rolesIn(unit, user.held), now)
  const reader = { account, roles: held }
  const reads = holder !== null && mayRead(held, book) && calls(reader)
  return reads && (!to || held.some((role) => to.includes(role))) ? reader : 'not-now'
}
