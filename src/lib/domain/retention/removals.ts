import type { Envelope } from '../fact.ts'
import { isShaped, type FactOf } from '../facts.ts'

export type Removal = FactOf<'directory.quarter-removed'>

/** Tells whether the fact is the server's record of a removal from everywhere. */
export const isTakingAway = ({ type }: Pick<Envelope, 'type'>): boolean =>
  type === 'directory.quarter-removed' || type === 'directory.facts-erased'

/**
 * Selects the removals among facts of a directory. A carried fact is not the server's word, nor is a malformed one.
 * @param facts that count: anybody who writes into CouchDB may say that something was removed
 */
export const removalsIn = (facts: readonly Envelope[]): Removal[] =>
  facts.filter(
    (fact): fact is Removal =>
      fact.type === 'directory.quarter-removed' && fact.via === undefined && isShaped(fact)
  )
