import type { Envelope } from '../fact.ts'
import type { Fact } from '../facts.ts'
import {
  ChainWalk,
  isGrant,
  isOfRoot,
  isRestriction,
  type Chain,
  type ChainFact,
  type Restriction
} from './chain.ts'
import { noEnds, type RoleEnds } from './role-ends.ts'

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
  #lastId = ''

  /**
   * @param chain signed by the devices that they name
   * @param enrolled the phones that their accounts introduced; may grow as long as no approval here names what is added
   */
  constructor(
    chain: readonly ChainFact[],
    enrolled: ReadonlySet<string>,
    private readonly root: string | null,
    roleEnds: RoleEnds = noEnds
  ) {
    const rest = chain.filter((fact) => !isFirst(fact, root)).sort((a, b) => (a.id < b.id ? -1 : 1))
    const sorted = [...chain.filter((fact) => isFirst(fact, root)), ...rest]
    this.#first = new ChainWalk(enrolled, root, null, roleEnds)
    for (const fact of sorted) this.#first.step(fact)
    for (const fact of rest)
      if (isRestriction(fact) && this.#first.counted.has(fact)) this.#restrictions.add(fact)
    if (this.#restrictions.size > 0) {
      const found = { restrictions: this.#restrictions, backdated: backdated(rest, this.#restrictions) }
      this.#second = new ChainWalk(enrolled, root, found, roleEnds)
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
    if (fact.id <= this.#lastId || isFirst(fact, this.root)) return null
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
    if (fact.id > this.#lastId) this.#lastId = fact.id
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
 * them.
 * @param sorted the earliest first
 */
function backdated(sorted: readonly ChainFact[], restrictions: ReadonlySet<Fact>): Set<Fact> {
  const later = new Map<string, number>()
  const naming = new Map<string, number>()
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1)
  const found = new Set<Fact>()
  for (const fact of sorted.toReversed()) {
    if (isRestriction(fact) && restrictions.has(fact)) {
      const subject = subjectOf(fact.body)
      add(later, subject)
      for (const id of new Set(fact.body.stands)) add(naming, `${subject} ${id}`)
    }
    if (!isGrant(fact)) continue
    for (const subject of authorsOf(fact))
      if ((naming.get(`${subject} ${fact.id}`) ?? 0) < (later.get(subject) ?? 0)) found.add(fact)
  }
  return found
}
