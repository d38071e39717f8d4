import { unitOfDatabase } from '#lib/domain/database-names.ts'
import { reportsDatabase } from '../devices/report-store.ts'
import { isCheckpoint, subscriptionsDatabase } from '../push/subscriptions.ts'
import { sessionsDatabase } from '../sessions/session-store.ts'

export const accountsDatabase = '_users'

/** Tells whether phones hold copies of a database; those have an epoch that reveals a restore. */
export const isOnPhones = (name: string): boolean => name.startsWith('antt-')

/** Selects the databases of one unit together with the accounts, or all of this server when `unit` is null. */
export function databasesToKeep(existing: readonly string[], unit: string | null): string[] {
  return existing.filter((name) => belongsTo(name, unit)).sort()
}

/** Tells whether a database belongs to a unit, or to this server when `unit` is null. */
export function belongsTo(name: string, unit: string | null): boolean {
  if (name === accountsDatabase) return true
  if (unit !== null) return unitOfDatabase(name) === unit
  return isOnPhones(name) || [subscriptionsDatabase, reportsDatabase, sessionsDatabase].includes(name)
}

/**
 * Tells whether a document is backed up and restored. Left out are the epoch, which a restore creates anew, checkpoints of
 * feeds, which will be invalid, CouchDB's own validator of accounts, in one unit's backup the accounts of others, and all
 * sessions but those that somebody ended by hand: their phones are to prove the password on another server too.
 */
export function isKept(
  database: string,
  doc: { _id: string; held?: unknown; past?: unknown; asksPassword?: unknown },
  unit: string | null
): boolean {
  const id = doc._id
  if (database === sessionsDatabase) return doc.asksPassword === true
  if (database === subscriptionsDatabase) return !isCheckpoint(id)
  if (database !== accountsDatabase) return id !== 'epoch'
  if (id.startsWith('_design/')) return false
  return unit === null || [doc.held, doc.past].flat().some((role) => isIn(role, unit))
}

/**
 * Tells whether it is kept what was deleted in a database. A tombstone does not say to which unit its account belonged,
 * and a session that is no more has nothing to tell.
 */
export const keepsErased = (database: string, unit: string | null): boolean =>
  database === accountsDatabase ? unit === null : database !== sessionsDatabase

const isIn = (role: unknown, unit: string) => typeof role === 'string' && role.startsWith(`${unit}:`)
