import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import { folded } from '../search.ts'
import type { Claimant } from './facts.ts'
import type { Person } from './people.ts'
import { knownBy } from './stream.ts'

/** What one person declares to have lost. Nothing of it is compared with a book here. */
export interface Claim {
  /** The fact that says so. */
  id: string
  at: string
  by: string
  number: number
  claimant: Claimant
  parts: number
  /** đồng */
  amount: number
  paper: boolean
  /** Other claims of this number, or of this person: shown as "cần đối chiếu", never chosen among. */
  sameNumber: boolean
  sameClaimant: boolean
}

/** "Hồ sơ vỡ hụi" of a host: who claims how much, all of it as declared. */
export interface Collapse {
  id: string
  host: string
  on: string
  gist: string
  by: string
  /** By their numbers. */
  claims: Claim[]
  /** Over all claims, đồng. */
  total: number
  /** How much of the total is to be compared first, đồng. */
  unsure: number
  /** Claims written by mistake, and why: they stand beside the others and do not count. */
  reversed: { claim: FactOf<'hui.claim-registered'>; by: string; reason: string }[]
}

/**
 * A collapse as its stream tells it at `asOf` (Unix ms), in whole đồng; the same facts give the same, in any order.
 * `people`: whoever is named in one claim and picked from the book in another is one claimant to compare.
 * @returns null when its opening is not among the facts
 */
export function collapse(
  facts: readonly Envelope[],
  asOf: number,
  people: ReadonlyMap<string, Person>
): Collapse | null {
  const distinct = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const known = inOrder(knownBy(asOf, distinct)) as Fact[]
  const opening = known.find((fact) => fact.type === 'hui.collapse-opened')
  if (!opening) return null
  const own = known.filter(({ stream }) => stream === opening.stream)
  const reversals = new Map(
    own.flatMap((fact) => (fact.type === 'hui.claim-reversed' ? [[fact.body.claim, fact]] : []))
  )
  const registered = own.filter((fact) => fact.type === 'hui.claim-registered')
  const claims = compared(
    registered.filter(({ id }) => !reversals.has(id)),
    people
  )
  const { host, on, gist } = opening.body
  return {
    id: opening.stream.slice(opening.stream.indexOf('/') + 1),
    host,
    on,
    gist,
    by: opening.by,
    claims,
    total: sumOf(claims),
    unsure: sumOf(claims.filter(isUnsure)),
    reversed: registered.flatMap((claim) => {
      const reversal = reversals.get(claim.id)
      return reversal ? [{ claim, by: reversal.by, reason: reversal.body.reason }] : []
    })
  }
}

/** Must it be compared with another one before it can be relied on? */
export const isUnsure = ({ sameNumber, sameClaimant }: Claim) => sameNumber || sameClaimant

const sumOf = (claims: readonly Claim[]) => claims.reduce((sum, { amount }) => sum + amount, 0)

function compared(
  facts: readonly FactOf<'hui.claim-registered'>[],
  people: ReadonlyMap<string, Person>
): Claim[] {
  const keys = facts.map(({ body }) => keysOf(body.claimant, people))
  const claimsByKey = new Map<string, number>()
  const claimsByNumber = new Map<number, number>()
  for (const key of keys.flat()) claimsByKey.set(key, (claimsByKey.get(key) ?? 0) + 1)
  for (const { body } of facts) claimsByNumber.set(body.number, (claimsByNumber.get(body.number) ?? 0) + 1)
  return facts
    .map(({ id, at, by, body }, i) => ({
      id,
      at,
      by,
      ...body,
      sameNumber: claimsByNumber.get(body.number)! > 1,
      sameClaimant: keys[i]!.some((key) => claimsByKey.get(key)! > 1)
    }))
    .sort((a, b) => a.number - b.number)
}

/** What a claimant is recognised by: her id in the book and her name, however it was typed. */
function keysOf(claimant: Claimant, people: ReadonlyMap<string, Person>): string[] {
  const name = 'name' in claimant ? claimant.name : people.get(claimant.person)?.name
  const byName = name ? [`name ${folded(name).split(/\s+/).filter(Boolean).join(' ')}`] : []
  return 'person' in claimant ? [`person ${claimant.person}`, ...byName] : byName
}
