import type { Envelope } from '../../fact.ts'
import type { Fact, FactOf } from '../../facts.ts'
import { inOrder, openerOf } from '../../order.ts'
import { folded } from '../../search.ts'
import type { Claimant } from '../facts/collapse.ts'
import type { Person } from '../people.ts'
import { knownBy } from '../stream.ts'

/** One person's declared loss. It is not compared with any book here. */
export interface Claim {
  /** Id of the fact that declares it. */
  id: string
  at: string
  by: string
  number: number
  claimant: Claimant
  parts: number
  /** đồng */
  amount: number
  paper: boolean
  /** True when other claims have this number, or this person: shown as "cần đối chiếu", and never chosen among. */
  sameNumber: boolean
  sameClaimant: boolean
}

/** "Hồ sơ vỡ hụi" of a host: the claimants and their amounts, all as declared. */
export interface Collapse {
  id: string
  host: string
  on: string
  gist: string
  by: string
  /** Openings by others, or later: shown beside it, and never in its place. */
  others: (FactOf<'hui.collapse-opened'>['body'] & { by: string })[]
  /** Sorted by number. */
  claims: Claim[]
  /** Sum of all claims, đồng. */
  total: number
  /** The part of the total that has to be compared first, đồng. */
  unsure: number
  /** Accounts that wrote anything into the file, a look too. */
  seenBy: ReadonlySet<string>
  /** Claims written by mistake, with the reason: they stand beside the others and do not count. */
  reversed: { claim: FactOf<'hui.claim-registered'>; by: string; reason: string }[]
}

/**
 * Folds a collapse from its stream as of `asOf` (Unix ms), in whole đồng; the same facts give the same result, in any
 * order. `people`: a person who is named in one claim and picked from the book in another is one claimant to compare.
 * @returns null when its opening is not among the facts
 */
export function collapse(
  facts: readonly Envelope[],
  asOf: number,
  people: ReadonlyMap<string, Person>
): Collapse | null {
  const distinct = [...new Map(facts.map((fact) => [fact.id, fact])).values()]
  const known = inOrder(knownBy(asOf, distinct)) as Fact[]
  // Nobody takes a file over by a time of their choice.
  const opening = openerOf(known.filter((fact) => fact.type === 'hui.collapse-opened'))
  if (!opening) return null
  const own = known.filter(({ stream }) => stream === opening.stream)
  // Of two reversals the first one is told.
  const reversals = new Map(
    own.toReversed().flatMap((fact) => (fact.type === 'hui.claim-reversed' ? [[fact.body.claim, fact]] : []))
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
    others: own.flatMap((fact) =>
      fact.type === 'hui.collapse-opened' && fact.id !== opening.id ? [{ by: fact.by, ...fact.body }] : []
    ),
    total: sumOf(claims),
    unsure: sumOf(claims.filter(isUnsure)),
    seenBy: new Set(own.map(({ by }) => by)),
    reversed: registered.flatMap((claim) => {
      const reversal = reversals.get(claim.id)
      return reversal ? [{ claim, by: reversal.by, reason: reversal.body.reason }] : []
    })
  }
}

/** Tells whether a claim must be compared with another one before it can be relied on. */
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

/** Returns the keys that identify a claimant: their id in the book, and their name, however it was typed. */
function keysOf(claimant: Claimant, people: ReadonlyMap<string, Person>): string[] {
  const name = 'name' in claimant ? claimant.name : people.get(claimant.person)?.name
  const byName = name ? [`name ${folded(name).split(/\s+/).filter(Boolean).join(' ')}`] : []
  return 'person' in claimant ? [`person ${claimant.person}`, ...byName] : byName
}
