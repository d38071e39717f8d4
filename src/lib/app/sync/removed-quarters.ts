import type { Envelope } from '#lib/domain/fact.ts'
import { quarterOf } from '#lib/domain/database-names.ts'
import { removedQuarters, type RemovedQuarter } from '#lib/domain/retention/retention.ts'
import { removalsIn } from '#lib/domain/retention/removals.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Notebook } from '../notebook/notebook.svelte.ts'

/** Returns the quarters of this account's books that the server has removed. @param told the unit's stream */
export const removedQuartersOf = (notebook: Notebook, told: readonly Envelope[]): RemovedQuarter[] =>
  removedQuarters(removalsIn(told)).filter(({ book }) => notebook.mayRead(book))

/** Counts the records of such a quarter that this phone still holds and the server does not have. */
export const unsentOf = ({ sync }: Notebook, { book, quarter }: RemovedQuarter): number =>
  [...sync.waiting, ...sync.refused].filter(
    (fact) => fact.book === book && quarterOf(idTime(fact.id)) === quarter
  ).length
