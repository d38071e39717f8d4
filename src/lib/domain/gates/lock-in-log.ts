import type { Envelope } from '../fact.ts'
import type { LockKind } from './contract/actions.ts'
import { gateLog, type LogEntry } from './log.ts'

/** A gate's lock as its log tells it; `since`: Unix ms. */
export interface LoggedLock {
  kind: LockKind
  by: string
  since: number
}

/**
 * Returns the lock in which a gate's log leaves it: by the last LOCK or UNLOCK that was carried out, as the gate's own agent
 * reports it. Until that has come, a phone's claim sets a lock, and ends one where `isHeardHere`; null: none that is known.
 * @param isDoubtful tells of a fact that is not known good: such an unlocking ends no lock
 * @param isHeardHere tells of a claim that this phone recorded, with the gate's own reply to it: another's is a claim alone
 */
export function lockInLog<F extends Envelope>(
  facts: readonly F[],
  isDoubtful: (fact: F) => boolean = () => false,
  isHeardHere: (fact: F) => boolean = () => false
): LoggedLock | null {
  const ends = (entry: LogEntry<F>) =>
    entry.kind === 'command' &&
    !entry.facts.some(isDoubtful) &&
    (entry.course.confirmed || entry.facts.some(isHeardHere))
  const last = gateLog(facts).findLast((entry) => isSet(entry) && (!unlocks(entry) || ends(entry)))
  if (last?.kind !== 'command' || unlocks(last)) return null
  const { course, fact } = last
  // A phone's claim does not name the kind: an alarm's lock must not be forgotten.
  return { kind: course.told.lock ?? 'alarm', by: course.actor ?? fact.by, since: Date.parse(course.at) }
}

const isSet = (entry: LogEntry): boolean =>
  entry.kind === 'command' &&
  entry.course.outcome === 'completed' &&
  (entry.course.action === 'LOCK' || unlocks(entry))

const unlocks = (entry: LogEntry): boolean => entry.kind === 'command' && entry.course.action === 'UNLOCK'
