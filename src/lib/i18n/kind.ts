import type { FactType } from '#lib/domain/facts.ts'

/** A type of record; of one whose body was damaged here, no more is known. */
export type Kind = FactType | 'phone.damaged'
