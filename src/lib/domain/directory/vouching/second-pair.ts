import { isGrant, type ChainFact, type Grant } from '../chain-facts.ts'
import { firstIdAt } from '../../uuid.ts'
import { arrivalOf, type Grounds } from './grounds.ts'

/** Returns the accounts to which a grant gives rights, or gives them back. */
export const accountsMeant = ({ type, body }: Grant, grounds: Grounds): readonly string[] =>
  type === 'directory.device-readmitted' ? grounds.accountsOf(body.device) : [body.account]

/**
 * Tells whether a grant takes another commander wherever there is one: of a phone of one's own, or of a whole account whose
 * password its author has reset.
 */
export function needsSecond(fact: Grant, grounds: Grounds): boolean {
  const { by, type, body } = fact
  if (type === 'directory.account-restored') return grounds.hasReset(body.account, by, arrivalOf(fact))
  return accountsMeant(fact, grounds).includes(by)
}

/** The last moment that an id can bear, Unix ms. */
const lastMs = 2 ** 48 - 1

/**
 * Returns the id at whose place the chain reads a fact: its own; but that of the server's time for a grant that takes
 * another commander, so that nobody dates it back to when there was none.
 */
export function chainPlaceOf(fact: ChainFact, grounds: Grounds): string {
  if (!isGrant(fact) || !needsSecond(fact, grounds)) return fact.id
  return firstIdAt(Math.min(arrivalOf(fact), lastMs))
}

/** Sorts facts by their places, then by id. */
export function inPlaces(facts: readonly ChainFact[], grounds: Grounds): ChainFact[] {
  const placed = facts.map((fact) => ({ fact, place: chainPlaceOf(fact, grounds) }))
  placed.sort((a, b) => (a.place === b.place ? (a.fact.id < b.fact.id ? -1 : 1) : a.place < b.place ? -1 : 1))
  return placed.map(({ fact }) => fact)
}
