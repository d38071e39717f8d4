import type { FactType } from '#lib/domain/facts.ts'

/** A record type; for a record whose body was damaged on this phone, nothing more is known. */
export type Kind = FactType | 'phone.damaged'
