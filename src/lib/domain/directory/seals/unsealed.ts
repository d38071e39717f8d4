import type { Envelope } from '../../fact.ts'
import { rootAccount } from '../../roles.ts'
import { isChainType, isRestrictionType } from '../chain-facts.ts'

const grounds = new Set([
  'directory.device-enrolled',
  'directory.device-introduced',
  'directory.account-listed',
  'directory.password-reset'
])

/** Tells whether facts of a type decide who may do what with which phone. */
const decidesRights = (type: string): boolean => isChainType(type) || grounds.has(type)

/** Tells whether facts of a type only take rights away. */
const onlyTakesRights = (type: string): boolean =>
  isRestrictionType(type) || type === 'directory.password-reset'

/**
 * Returns what counts of a fact of a directory that bears no right seal, whoever wrote it where it lies: what takes rights
 * away, by its device's signature alone, and an enrolment as one that nobody's session brought. Null for all else, which the
 * gateway did not take.
 */
export function withoutSeal(fact: Envelope): Envelope | null {
  const { via: _via, took: _took, seal: _seal, ...signed } = fact
  if (onlyTakesRights(fact.type)) return signed
  // As if carried: nobody opens a session as the root.
  return fact.type === 'directory.device-enrolled' ? { ...signed, via: rootAccount } : null
}

/**
 * Tells whether a fact, as `withoutSeal` or a right seal lets it count, is remembered by whoever has seen it once: it decides
 * about rights. Without its seal an enrolment is not: it counts as carried, until its phone's session is known.
 */
export const isRemembered = ({ type, seal }: Envelope): boolean =>
  decidesRights(type) && (seal !== undefined || onlyTakesRights(type))
