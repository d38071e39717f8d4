import { factIn } from '#lib/domain/fact-document.ts'
import { signedPart, type Envelope } from '#lib/domain/fact.ts'
import { bookIn, databaseName, databaseOf, photoDatabase, quarterOf } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { BoxContents, BoxedPart } from '#lib/domain/transit/box.ts'
import { admitBoxed, type AdmissionDeps } from '../admission/admit-facts.ts'
import type { Couch } from '../couch.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { write } from '../gateway/forward.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { judgeBoxedPart } from './judge-boxed-part.ts'
import type { StoredBox } from './boxes.ts'

export interface BoxDeps extends Pick<AdmissionDeps, 'directories' | 'seals' | 'now'> {
  couch: Pick<Couch, 'url' | 'headers' | 'as' | 'nano'>
}

/**
 * Stores what a box holds, as if its authors had pushed it and `via` carried it.
 * @returns true when nothing of it is left to be taken: stored, there already, erased meanwhile, or no fact of that unit
 */
export async function admitBox(
  { unit, via }: Pick<StoredBox, 'unit' | 'via'>,
  contents: BoxContents,
  deps: BoxDeps
): Promise<boolean> {
  if ('part' in contents) return admitPart(unit, contents.part, deps)
  const byDatabase = new Map<string, Envelope[]>()
  for (const fact of contents.facts.flatMap((doc) => factIn(doc) ?? [])) {
    const database = databaseOf({ ...fact, book: fact.book as Book })
    if (!bookIn(database)) continue
    byDatabase.set(database, [...(byDatabase.get(database) ?? []), fact])
  }
  let areSettled = true
  for (const [database, there] of byDatabase)
    if (!(await admitTo(database, there, via, deps))) areSettled = false
  return areSettled
}

async function admitTo(
  database: string,
  facts: readonly Envelope[],
  via: string,
  deps: BoxDeps
): Promise<boolean> {
  const place = await placeOf(database, facts[0]!, deps)
  if (place === null) return false
  const { couch } = deps
  const { rows } = await couch.nano.use(place).fetchRevs({ keys: facts.map(({ id }) => id) })
  // Leaves out what was stored before, and what was erased since: to send that again would revive it.
  const known = new Set(rows.flatMap((row) => ('error' in row ? [] : row.key)))
  const docs = facts.filter(({ id }) => !known.has(id)).map(docOf)
  if (docs.length === 0) return true
  const { passed, rows: turnedAway, acting } = await admitBoxed(docs, place, via, deps)
  if (passed.length === 0) return turnedAway.every(isSettled)
  const as = await couch.as(via, acting)
  const written = await write(couch, `/${place}/_bulk_docs`, as, JSON.stringify({ docs: passed }))
  return [...written, ...turnedAway].every(isSettled)
}

/** Tells whether no later try can bring another answer: a right, a word of the directory, or a later build may still come. */
function isSettled(row: object): boolean {
  const { error, reason } = row as { error?: string; reason?: string }
  if (error === 'forbidden') return !reason?.includes('not-allowed') && !reason?.includes('unknown-type')
  return error === undefined || error === 'conflict'
}

/** Returns the database of a quarter, or the current one where that is not there; null where neither is. */
async function placeOf(
  database: string,
  { unit, book }: Envelope,
  { couch, now }: BoxDeps
): Promise<string | null> {
  for (const name of [database, databaseName(unit, book as Book, quarterOf(now()))])
    if (await nullIfMissing(couch.nano.db.get(name))) return name
  return null
}

/** Returns the document of a fact without what others add: nobody but this server says when it took it. */
function docOf(fact: Envelope): CouchDocument {
  const { id, via: _via, took: _took, seal: _seal, ...signed } = signedPart(fact)
  return { _id: id, ...signed }
}

async function admitPart(unit: string, part: BoxedPart, deps: BoxDeps): Promise<boolean> {
  const { couch, directories, now } = deps
  const known = await nullIfMissing(directories.of(unit))
  const verdict = known ? await judgeBoxedPart(unit, part, known, now()) : null
  if (!verdict) return false
  if (verdict === 'no-part') return true
  const { doc, roles } = verdict
  const homes = [part.at, now()].map((at) => photoDatabase({ unit, place: part.place, at }))
  for (const name of new Set(homes)) {
    if (!(await nullIfMissing(couch.nano.db.get(name)))) continue
    const { rows } = await couch.nano.use(name).fetchRevs({ keys: [doc._id] })
    if (rows[0] && !('error' in rows[0])) return true
    const as = await couch.as(part.by, roles)
    const [row] = await write(couch, `/${name}/_bulk_docs`, as, JSON.stringify({ docs: [doc] }))
    return row !== undefined && isSettled(row)
  }
  return false
}
