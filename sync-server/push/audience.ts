import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { keyHolderOf } from '#lib/domain/gates/contract/keys.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { keyFor, needsProof } from '#lib/domain/trust.ts'
import { mayRead, rolesIn, type Book, type Role } from '#lib/domain/roles.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { factsIn } from '../fact-writer.ts'
import { isSignedBy } from '../signature.ts'
import type { Subscription } from './subscriptions.ts'

/** Reads a unit's current directory. */
export async function directoryOf(server: ServerScope, unit: string): Promise<Directory> {
  return directory(await factsIn(server, databaseName(unit, 'directory', '')))
}

/** Tells whether a fact is its author's: a carried one needs a signature by a key in the directory. */
export function isAuthentic(fact: Envelope, known: Directory): boolean {
  if (!needsProof({ ...fact, sync: 'received' })) return true
  const jwk = keyFor(fact, known)
  if (!jwk) return false
  return isSignedBy(jwk, canonicalString(fact), fact.sig)
}

/** Whether to notify a phone: `revoked` never again, `not-now` because its account may not read the book today. */
export type Eligibility = 'told' | 'not-now' | 'revoked'

/** Decides whether a phone may be notified about a book, by what its account may read at this moment. */
export async function eligibilityOf(
  server: ServerScope,
  known: Directory,
  { account, unit, device }: Subscription,
  book: Book,
  to: readonly Role[] | undefined
): Promise<Eligibility> {
  const user = await nullIfMissing(
    server.use<{ roles: string[] }>('_users').get(`org.couchdb.user:${account}`)
  )
  const holder = keyHolderOf(known, account, device)
  if (!user || holder?.standing === 'revoked') return 'revoked'
  const held = rolesIn(unit, user.roles)
  const reads = holder !== null && mayRead(held, book)
  return reads && (!to || held.some((role) => to.includes(role))) ? 'told' : 'not-now'
}
