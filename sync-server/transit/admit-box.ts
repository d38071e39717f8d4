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
 * @returns null when nothing of it is left to be taken: stored, there already, erased meanwhile, or no fact of that unit; else
 * the facts that may be taken later, none of a part of a photo
 */
export async function admitBox(
  { unit, via }: Pick<StoredBox, 'unit' | 'via'>,
  contents: BoxContents,
  deps: BoxDeps
): Promise<readonly Envelope[] | null> {
  if ('part' in contents) return (await admitPart(unit, contents.part, deps)) ? null : []
  const byDatabase = new Map<string, Envelope[]>()
  for (const fact of contents.facts.flatMap((doc) => factIn(doc) ?? [])) {
    const database = databaseOf({ ...fact, book: fact.book as Book })
    if (!bookIn(database)) continue
    byDatabase.set(database, [...(byDatabase.get(database) ?? []), fact])
  }
  const left: Envelope[] = []
  for (const [database, there] of byDatabase) left.push(...(await admitTo(database, there, via, deps)))
  return left.length > 0 ? left : null
}

/** Has facts of one database admitted. @returns those that may be taken later */
async function admitTo(
  database: string,
  facts: readonly Envelope[],
  via: string,
  deps: BoxDeps
): Promise<readonly Envelope[]> {
  const place = await placeOf(database, facts[0]!, deps)
  if (place === null) return facts
  const { couch } = deps
  const there = await couch.nano.use(place).fetchRevs({ keys: facts.map(({ id }) => id) })
  // Leaves out what was stored before, and what was erased since: to send that again would revive it.
  const known = new Set(there.rows.flatMap((row) => ('error' in row ? [] : row.key)))
  const fresh = facts.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) return []
  const docs = fresh.map(docOf)
  const { passed, rows: turnedAway, acting } = await admitBoxed(docs, place, via, deps)
  const rows: object[] = [...turnedAway]
  if (passed.length > 0) {
    const as = await couch.as(via, acting)
    const body = JSON.stringify({ docs: passed })
    rows.push(...(await write(couch, `/${place}/_bulk_docs`, as, body).catch(noneIfBarred)))
  }
  // Two may bear one id, one of them forged: what is settled of it must not take the other away.
  const settled = new Set(rows.filter(isSettled).map(idOfRow))
  for (const row of rows) if (!isSettled(row)) settled.delete(idOfRow(row))
  return fresh.filter(({ id }) => !settled.has(id))
}

/** An author who is no member of that book may become one. */
function noneIfBarred(problem: unknown): object[] {
  if ((problem as { status?: number }).status !== 403) throw problem
  return []
}

const idOfRow = (row: object) => (row as { id?: string }).id

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
