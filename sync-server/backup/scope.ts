import { books, photoPlaces } from '#lib/domain/roles.ts'
import { reportsDatabase } from '../devices/report-store.ts'
import { isCheckpoint, subscriptionsDatabase } from '../push/subscriptions.ts'

export const accountsDatabase = '_users'

const places = [...books, ...photoPlaces].join('|')
const ofUnit = new RegExp(`^antt-(.+)-(?:${places})(?:-\\d{4}q[1-4])?$`)

/** The unit whose book or photos a database holds, or null. */
export const unitOfDatabase = (name: string): string | null => ofUnit.exec(name)?.[1] ?? null

/** Phones hold copies of these, and have an epoch to tell them of a restore. */
export const isOnPhones = (name: string): boolean => name.startsWith('antt-')

/** Of `existing` databases those of one unit with its accounts, or all that are this server's. */
export function databasesToKeep(existing: readonly string[], unit: string | null): string[] {
  return existing.filter((name) => belongsTo(name, unit)).sort()
}

/** Whether a database has to do with that unit, or, when null, with this server at all. */
export function belongsTo(name: string, unit: string | null): boolean {
  if (name === accountsDatabase) return true
  if (unit !== null) return unitOfDatabase(name) === unit
  return isOnPhones(name) || name === subscriptionsDatabase || name === reportsDatabase
}

/**
 * Whether a document is kept and brought back: not the epoch, which a restore makes anew, not the places in feeds that
 * will be others, not CouchDB's own rule for accounts, and of one unit's backup no accounts of other units.
 */
export function isKept(
  database: string,
  doc: { _id: string; roles?: unknown },
  unit: string | null
): boolean {
  const id = doc._id
  if (database === subscriptionsDatabase) return !isCheckpoint(id)
  if (database !== accountsDatabase) return id !== 'epoch'
  if (id.startsWith('_design/')) return false
  return unit === null || (Array.isArray(doc.roles) && doc.roles.some((role) => isIn(role, unit)))
}

const isIn = (role: unknown, unit: string) => typeof role === 'string' && role.startsWith(`${unit}:`)
