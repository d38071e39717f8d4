import { isDamaged, type StoredFact } from '../domain/stored.ts'
import type { Words } from './words.ts'

/** Why a line says nothing of its own: its body was damaged on this phone, or a newer app wrote it. */
export function unreadWords(fact: Pick<StoredFact, 'type'>, { log }: Pick<Words, 'log'>) {
  return isDamaged(fact)
    ? { title: log.damaged, text: log.damagedText }
    : { title: log.newer, text: log.newerText }
}
