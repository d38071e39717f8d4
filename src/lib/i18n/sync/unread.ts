import type { damagedType, StoredFact } from '#lib/domain/stored.ts'
import type { Words } from '../words.ts'

const damaged: typeof damagedType = 'phone.damaged'

/** Returns the text shown for an unreadable log entry: its body was damaged on this phone, or a newer app wrote it. */
export function unreadWords({ type }: Pick<StoredFact, 'type'>, { log }: Pick<Words, 'log'>) {
  return type === damaged
    ? { title: log.damaged, text: log.damagedText }
    : { title: log.newer, text: log.newerText }
}
