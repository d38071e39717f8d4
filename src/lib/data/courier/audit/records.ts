import * as v from 'valibot'
import type { CourierStore } from '../types.ts'

const count = v.number()
const report = v.object({
  at: count,
  records: count,
  fetched: count,
  resent: count,
  dropped: count,
  left: count
})
const written = v.object({ next: count, last: v.nullable(report) })

/** What the phone keeps of a database's audits. */
export interface AuditRecord extends v.InferOutput<typeof written> {
  /** The life of the database in which it was audited last. */
  epoch: string
}

/** Kept among the notes of how far databases were read. */
const noteOf = (database: string) => `audit ${database}`

export async function recordOf(
  store: Pick<CourierStore, 'checkpoint'>,
  database: string
): Promise<AuditRecord | null> {
  const note = await store.checkpoint(noteOf(database))
  const kept = note && v.safeParse(written, JSON.parse(note.seq))
  return kept?.success ? { ...kept.output, epoch: note!.epoch } : null
}

export async function keepRecord(
  store: Pick<CourierStore, 'keepCheckpoint'>,
  database: string,
  { epoch, ...rest }: AuditRecord
): Promise<void> {
  await store.keepCheckpoint(noteOf(database), { seq: JSON.stringify(rest), epoch })
}

/** Stands for the life of a database of which nothing was read. */
export const unknownLife = ''

/**
 * Something is brought to a database that this phone has not read yet, and so does not know the life of: it is audited
 * as soon as it has been read, for it may have begun anew in between.
 */
export async function auditUnread(store: CourierStore, database: string): Promise<void> {
  if (await store.checkpoint(database)) return
  await keepRecord(store, database, { epoch: unknownLife, next: 0, last: null })
}
