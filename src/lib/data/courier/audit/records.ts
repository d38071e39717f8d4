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

/** The phone's record of a database's audits. */
export interface AuditRecord extends v.InferOutput<typeof written> {
  /** The epoch of the database at the last audit. */
  epoch: string
}

/** Returns the checkpoint id under which the record is kept. */
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

/** Stands for the epoch of a database that was never read. */
export const unknownLife = ''

/**
 * Schedules an audit of a database that gets facts from this phone before this phone has read it. Its epoch is unknown
 * then: it is audited as soon as it has been read, for it may have been recreated in between.
 */
export async function auditUnread(store: CourierStore, database: string): Promise<void> {
  if (await store.checkpoint(database)) return
  await keepRecord(store, database, { epoch: unknownLife, next: 0, last: null })
}
