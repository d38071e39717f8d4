import type { ServerScope } from 'nano'
import { nullIfMissing } from '../provision/apply.ts'

/** An account as provisioning keeps it in CouchDB's `_users`. */
export interface Account {
  /** `<unit>:<role>`; not in CouchDB's own `roles`, so that a password opens nothing at CouchDB itself. */
  held: readonly string[]
  /** Those that provisioning had given it and whose last day is over: its phones still bring what they had recorded. */
  past?: readonly string[]
  /** Time of the last reset of its password, Unix ms: each device proves the new one once; counts by its proof alone. */
  resetAt?: number
  resetSeal?: string
  /** Present while its password must be replaced at the first use: the record that ordered it. */
  oneTime?: string
  /** The orders of a reset that were carried out, the latest last. */
  carriedOut?: readonly string[]
}

/** Returns the roles of an account, those that the daily work took away included: their directories tell which are in force. */
export const allRolesOf = ({ held, past = [] }: Pick<Account, 'held' | 'past'>): string[] => [
  ...held,
  ...past
]

export const accountId = (account: string) => `org.couchdb.user:${account}`

/** Reads an account; null when there is none. */
export function readAccount(server: ServerScope, account: string): Promise<Account | null> {
  return nullIfMissing(server.use<Account>('_users').get(accountId(account)))
}

/** Reads those of these accounts that provisioning keeps. */
export async function fetchAccounts(
  server: ServerScope,
  accounts: readonly string[]
): Promise<Map<string, Account>> {
  if (accounts.length === 0) return new Map()
  const { rows } = await server.use<Account>('_users').fetch({ keys: accounts.map(accountId) })
  const found = accounts.map((account, i) => {
    const row = rows[i]!
    return [account, 'doc' in row ? row.doc : undefined] as const
  })
  return new Map(found.flatMap(([account, doc]) => (doc && 'held' in doc ? [[account, doc] as const] : [])))
}
