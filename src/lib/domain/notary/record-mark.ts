import { isCertified } from '../directory/certified.ts'
import type { Directory } from '../directory/directory.ts'
import type { Envelope } from '../fact.ts'
import { recordingTime } from '../stored.ts'
import { isUnconfirmed, type SignatureStatus } from '../trust.ts'

/**
 * Names what a screen says beside a record that is not known good. `changed`: its signature does not match; `unverified`: its
 * device's key or certificate is not here, or gave no such right then; `awaiting`: a commander must look at it first.
 */
const recordMarks = ['changed', 'unverified', 'awaiting'] as const
export type RecordMark = (typeof recordMarks)[number]

/**
 * Returns the mark of a record; null where it is known good. What this phone itself wrote needs no certificate: it may still
 * wait for one.
 * @param known the directory of the unit that this phone belongs to
 * @param own id of this phone's key
 */
export function markOf(
  fact: Envelope,
  signature: SignatureStatus,
  { known, own }: { known: Directory; own: string }
): RecordMark | null {
  if (signature === 'changed') return 'changed'
  if (fact.device === own) return null
  if (signature === 'unknown' || !isCertified(fact, known, null, recordingTime(fact))) return 'unverified'
  return isUnconfirmed(fact, known) ? 'awaiting' : null
}

/** Returns the mark of several records that are shown as one: the gravest. */
export const gravestMark = (marks: readonly (RecordMark | null)[]): RecordMark | null =>
  recordMarks.find((mark) => marks.includes(mark)) ?? null
