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
 * reports it or, until that has come, as the phone that gave it heard; null: none that is known.
 * @param isDoubtful tells of a fact that is not known good: such an unlocking ends no lock
 */
export function lockInLog<F extends Envelope>(
  facts: readonly F[],
  isDoubtful: (fact: F) => boolean = () => false
): LoggedLock | null {
  const last = gateLog(facts).findLast(
    (entry) => isSet(entry) && !(unlocks(entry) && entry.facts.some(isDoubtful))
  )
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
