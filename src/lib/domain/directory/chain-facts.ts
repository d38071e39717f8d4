import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'

const grantTypes = [
  'directory.device-approved',
  'directory.device-readmitted',
  'directory.account-restored'
] as const
const restrictionTypes = ['directory.device-revoked', 'directory.account-suspended'] as const
export type Grant = FactOf<(typeof grantTypes)[number]>
export type Restriction = FactOf<(typeof restrictionTypes)[number]>
export type ChainFact = Grant | Restriction

/** Tells whether the fact gives rights or gives them back; a revocation names those that stand. */
export const isGrant = (fact: Fact): fact is Grant => isGrantType(fact.type)
export const isGrantType = (type: string): boolean => (grantTypes as readonly string[]).includes(type)
export const isChainType = (type: string): boolean => isGrantType(type) || isRestrictionType(type)
export const isRestriction = (fact: Fact): fact is Restriction => isRestrictionType(fact.type)
export const isRestrictionType = (type: string): boolean =>
  (restrictionTypes as readonly string[]).includes(type)

/** Tells whether a fact approves, revokes or readmits, so that the chain from the root decides about it. */
export const isOfChain = (fact: Fact): fact is ChainFact => isGrant(fact) || isRestriction(fact)

/** Tells the same of a fact whose body was not looked at: one of another book may bear any type. */
export const isChainEnvelope = ({ book, type }: Pick<Envelope, 'book' | 'type'>): boolean =>
  book === 'directory' && isChainType(type)
