import type { Directory } from '#lib/domain/directory/directory.ts'
import { isGrantType } from '#lib/domain/directory/chain-facts.ts'
import type { Role } from '#lib/domain/roles.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { EnrolmentBound } from './enrolment-bound.ts'
import { judge, type Judging, type Verdict } from './judge.ts'
import type { Seals } from './seals.ts'
import { stamped, type Brought, type Seal } from './stamped.ts'

/** A row of `_bulk_docs` in CouchDB's form; phones offer again what is `held`, as after any error that they do not know. */
interface TurnedAway {
  id: string
  error: 'forbidden' | 'held'
  /** JSON `{code, at?}`. */
  reason: string
}

export interface Admitted {
  passed: CouchDocument[]
  /** The rows of those that were refused or held. */
  rows: TurnedAway[]
}

/** Adds the roles in the unit by which facts were judged. */
export interface AdmittedFacts extends Admitted {
  /** Holds what the server had before, just so: it is stored whoever brings it. */
  returned: CouchDocument[]
  /** The seals of all, by id. */
  seals: ReadonlyMap<string, Seal>
  roles: readonly Role[]
}

/** Judges the documents of a push. */
type Asked = Omit<Judging, 'bound' | 'seals'> & { seals: Seals; pause?(): Promise<void> }

/** Facts that were refused or held, by code, since this process began. */
export const refusedByCode = new Map<string, number>()

/** Facts judged at once: between them others get their turn. */
const abreast = 16

/**
 * Judges the documents of a push one by one: a refused one holds up no other. What passes bears the server's seal.
 * @param anew reads the directory again: asked once when what it does not say keeps a document out, or would keep out one
 * that gives rights, for it may just have been said
 */
export async function admit(
  docs: readonly CouchDocument[],
  asked: Asked,
  anew: () => Promise<Directory>
): Promise<AdmittedFacts> {
  const all = docs.map((doc) => stamped(doc, asked.holder.account, asked))
  const judged = new Map<Brought, Judged>()
  await judgeAll(all, asked, judged)
  const late = all.filter((one) => mayBeLate(judged.get(one)!) || givesRights(one))
  if (asked.known && late.length > 0) await judgeAll(late, { ...asked, known: await anew() }, judged)
  const admitted = { passed: [], returned: [], seals: new Map(), rows: [] } as Written
  const roles = new Set<Role>()
  for (const one of all) {
    const verdict = judged.get(one)!
    if (verdict.kind === 'refused' || verdict.kind === 'held') {
      admitted.rows.push(rowOf(one.doc, verdict))
      continue
    }
    if (one.seal) admitted.seals.set(one.doc._id, one.seal)
    if (verdict.kind === 'returned') admitted.returned.push(one.doc)
    else {
      admitted.passed.push(one.doc)
      for (const role of verdict.roles) roles.add(role)
    }
  }
  return { ...admitted, roles: [...roles].sort() }
}

type Judged = Awaited<ReturnType<typeof judge>>
type Written = Omit<AdmittedFacts, 'roles' | 'seals'> & { seals: Map<string, Seal> }

async function judgeAll(all: readonly Brought[], asked: Asked, judged: Map<Brought, Judged>): Promise<void> {
  const judging = { ...asked, bound: new EnrolmentBound(asked.known) }
  for (let i = 0; i < all.length; i += abreast) {
    if (i > 0) await asked.pause?.()
    const some = all.slice(i, i + abreast)
    const verdicts = await Promise.all(some.map((one) => judge(one, judging)))
    some.forEach((one, j) => judged.set(one, verdicts[j]!))
  }
}

/** Tells whether a newer directory may say otherwise. */
const mayBeLate = (verdict: Judged) =>
  'why' in verdict &&
  ['not-enrolled', 'not-approved', 'unknown-unit', 'not-allowed'].includes(verdict.why.code)

const givesRights = ({ fact }: Brought) => fact !== null && isGrantType(fact.type)

/** Returns the row of a fact that was refused or held, and counts it. */
export function rowOf({ _id: id }: CouchDocument, { kind, why }: Verdict): TurnedAway {
  refusedByCode.set(why.code, (refusedByCode.get(why.code) ?? 0) + 1)
  return { id, error: kind === 'held' ? 'held' : 'forbidden', reason: JSON.stringify(why) }
}
