import type { Envelope } from '../fact.ts'
import type { Fact } from '../facts.ts'
import { ChainWalk, isOfRoot, type Chain } from './chain.ts'
import { isGrant, isRestriction, type ChainFact, type Restriction } from './chain-facts.ts'
import type { Grounds } from './vouching/grounds.ts'
import { inPlaces, chainPlaceOf } from './vouching/second-pair.ts'

/** Tells whether a fact is an approval by the root, which depends on nothing. */
const isFirst = (fact: ChainFact, root: string | null) =>
  isOfRoot(fact, root) && fact.type === 'directory.device-approved'

/**
 * Follows the chain of certificates from the root. A fact counts by what was recorded before it, never by what came
 * later, so that there is no circle and the order of arrival does not matter; only the root's approvals come first,
 * since they depend on nothing. Runs twice: restrictions are found first and then stand, because what they say about
 * backdated approvals must not undo the certificate of the commander who wrote them.
 */
export class ChainLog {
  readonly #first: ChainWalk
  #second: ChainWalk | null = null
  readonly #restrictions = new Set<Fact>()
  /** The ids of the grants that each phone and account wrote, counted or not. */
  readonly #written = new Map<string, string[]>()
  #lastPlace = ''

  /**
   * @param chain signed by the devices that they name
   * @param grounds may grow as long as nothing here names what is added
   */
  constructor(
    chain: readonly ChainFact[],
    private readonly grounds: Grounds,
    private readonly root: string | null
  ) {
    const rest = inPlaces(
      chain.filter((fact) => !isFirst(fact, root)),
      grounds
    )
    const sorted = [...chain.filter((fact) => isFirst(fact, root)), ...rest]
    this.#first = new ChainWalk(grounds, root, null)
    for (const fact of sorted) this.#first.step(fact)
    for (const fact of rest)
      if (isRestriction(fact) && this.#first.counted.has(fact)) this.#restrictions.add(fact)
    if (this.#restrictions.size > 0) {
      const found = {
        restrictions: this.#restrictions,
        backdated: backdated(rest, this.#restrictions),
        once: this.#first.counted
      }
      this.#second = new ChainWalk(grounds, root, found)
      for (const fact of sorted) this.#second.step(fact)
    }
    for (const fact of sorted) this.#note(fact)
  }

  get result(): Chain {
    return this.#second ?? this.#first
  }

  /**
   * Adds a fact at the end.
   * @returns whether it counts; null when the chain must be followed anew with it: it is not the latest, or says
   * something about earlier ones
   */
  append(fact: ChainFact): boolean | null {
    if (chainPlaceOf(fact, this.grounds) <= this.#lastPlace || isFirst(fact, this.root)) return null
    const restricts = isRestriction(fact) && this.#first.wouldCount(fact)
    if (restricts && (!this.#second || !this.#namesAll(fact))) return null
    if (restricts) this.#restrictions.add(fact)
    this.#first.step(fact)
    this.#second?.step(fact)
    this.#note(fact)
    const { body } = fact
    if ('device' in body) this.result.barrings.renew('devices', body.device)
    else this.result.barrings.renew('accounts', body.account)
    return this.result.counted.has(fact)
  }

  #namesAll({ body }: Restriction): boolean {
    const stands = new Set(body.stands)
    return (this.#written.get(subjectOf(body)) ?? []).every((id) => stands.has(id))
  }

  #note(fact: ChainFact): void {
    const place = chainPlaceOf(fact, this.grounds)
    if (place > this.#lastPlace) this.#lastPlace = place
    if (!isGrant(fact)) return
    for (const subject of authorsOf(fact)) {
      const ids = this.#written.get(subject)
      if (ids) ids.push(fact.id)
      else this.#written.set(subject, [fact.id])
    }
  }
}

const subjectOf = (body: Restriction['body']) =>
  'device' in body ? `device ${body.device}` : `account ${body.account}`
const authorsOf = ({ device, by }: Pick<Envelope, 'by' | 'device'>) => [`device ${device}`, `account ${by}`]

/**
 * Returns the approvals and readmissions that claim to be older than a revocation of their author which does not name
 * them, with the accounts that wrote such a revocation.
 * @param sorted the earliest first
 */
function backdated(
  sorted: readonly ChainFact[],
  restrictions: ReadonlySet<Fact>
): Map<Fact, ReadonlySet<string>> {
  const later = new Map<string, Map<string, number>>()
  const naming = new Map<string, number>()
  const found = new Map<Fact, Set<string>>()
  for (const fact of sorted.toReversed()) {
    if (isRestriction(fact) && restrictions.has(fact)) {
      const subject = subjectOf(fact.body)
      const { by } = fact
      const authors = later.get(subject) ?? new Map<string, number>()
      later.set(subject, authors.set(by, (authors.get(by) ?? 0) + 1))
      for (const id of new Set(fact.body.stands)) {
        const named = `${subject} ${id} ${by}`
        naming.set(named, (naming.get(named) ?? 0) + 1)
      }
    }
    if (!isGrant(fact)) continue
    for (const subject of authorsOf(fact))
      for (const [by, times] of later.get(subject) ?? [])
        if ((naming.get(`${subject} ${fact.id} ${by}`) ?? 0) < times)
          found.set(fact, (found.get(fact) ?? new Set<string>()).add(by))
  }
  return found
}
