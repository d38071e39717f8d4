import { idTime } from '#lib/domain/uuid.ts'

/** When an entry was recorded, Unix ms; `at` is when it happened. */
export const recordedAt = (fact: { id: string }) => idTime(fact.id)
