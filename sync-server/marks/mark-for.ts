import type { MarkKind } from '#lib/domain/hui/person/marks.ts'
import type { PersonMark, Seals } from '../admission/seals.ts'
import type { MarkKeys } from './mark-keys.ts'

/** Makes marks, and proves for whom. */
export interface MarkMaking {
  marks: Pick<MarkKeys, 'of'>
  seals: Pick<Seals, 'ofMark'>
}

/**
 * Returns the mark of a number of a person, and the proof that it was made for them, which their record bears; null where the
 * unit's key does not lie here.
 */
export function markFor(
  { marks, seals }: MarkMaking,
  { unit, person, kind, number }: Omit<PersonMark, 'mark'> & { kind: MarkKind; number: string }
): { mark: string; proof: string } | null {
  const mark = marks.of(unit, kind, number)
  return mark === null ? null : { mark, proof: seals.ofMark({ unit, person, kind, mark }) }
}
