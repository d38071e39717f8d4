import * as v from 'valibot'
import { bellOf } from '#lib/domain/bell.ts'
import { databaseName, databasesToRead, quarterAfter } from '#lib/domain/database-names.ts'
import { books, mayRead, quarterlyBooks, rolesIn, unitsOf, type Book } from '#lib/domain/roles.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { permissions } from '#lib/domain/facts.ts'
import { isTakingAway } from '#lib/domain/retention/removals.ts'
import { askDatabase } from '../http/http.ts'
import { Coming } from './coming.ts'
import { Halt, type ExchangeContext } from './exchange-context.ts'
import { isVouching } from './orders/vouching.ts'
import { retryAfterRuleChange } from './rule.ts'
import { isFurniture, ruleId } from './wire.ts'

const pageLength = 1_000
/** Of a book that is not here yet: on a weak line people see its first records soon. */
const firstLength = Math.ceil(pageLength / 4)

const sequence = v.pipe(v.union([v.string(), v.number()]), v.transform(String))
const changesPage = v.object({
  results: v.array(
    v.object({ id: v.string(), deleted: v.optional(v.boolean()), doc: v.optional(v.unknown()) })
  ),
  last_seq: sequence,
  pending: v.optional(v.number())
})
type Page = v.InferOutput<typeof changesPage>
const epochDoc = v.object({ value: v.string() })
/**
 * How long a database is not asked for again that does not exist, such as the last quarter of a new unit, or whose
 * quarter has not begun, ms.
 */
const absence = 5 * 60_000
const trouble = new Halt({ kind: 'trouble', afterMs: 0 })

/** Books with a type of fact that this build knows. */
const knownBooks = books.filter((book) => Object.values(permissions).some((known) => known.book === book))

/** The order in which a phone that has nothing yet reads its books; those that are in none come last. */
const urgent: readonly (readonly Book[])[] = [['directory'], ['gates', 'duty']]

/** Returns the books that an account reads: in each unit, those open to its roles. */
export function booksFor(roles: readonly string[]): { unit: string; book: Book }[] {
  return unitsOf(roles).flatMap((unit) =>
    knownBooks.filter((book) => mayRead(rolesIn(unit, roles), book)).map((book) => ({ unit, book }))
  )
}

/** A database of facts, with its unit and book. */
export interface FactDatabase {
  name: string
  unit: string
  book: Book
}

/** A database that was just read to its end. */
export interface DrainedDatabase extends FactDatabase {
  epoch: string
  /** The epoch of what this phone had read of it before; null: nothing. */
  before: string | null
}

/** Returns the databases of those books. */
export function databasesFor(roles: readonly string[], now: number): FactDatabase[] {
  return booksFor(roles).flatMap(({ unit, book }) =>
    databasesToRead(unit, book, now).map((name) => ({ name, unit, book }))
  )
}

/**
 * Pulls what is new in every database that this account reads, or only in those whose bell rang.
 * @returns the databases that exist and were read to their end
 * @throws Halt when the network, the session or the server ends the exchange
 */
export async function pullFacts(context: ExchangeContext): Promise<DrainedDatabase[]> {
  const now = context.http.now()
  const places = databasesFor(context.identity.roles, now).filter(
    ({ name, unit, book }) =>
      (context.moved?.has(bellOf(unit, book)) ?? true) && !isLeft(context.absentUntil.get(name) ?? 0, now)
  )
  const drained = await pullInTurns(context, places)
  for (const { name, unit, book } of drained)
    if (quarterlyBooks.includes(book) && name === databaseName(unit, book, quarterAfter(now, 1)))
      context.absentUntil.set(name, now + absence)
  return drained
}

/**
 * Pulls databases at once; where one is read for the first time, those of the most urgent books before the others: on a weak
 * line all would come late together. The failure of one holds up none but where nothing can be asked any more.
 */
async function pullInTurns(
  context: ExchangeContext,
  places: readonly FactDatabase[]
): Promise<DrainedDatabase[]> {
  const read = await Promise.all(places.map(({ name }) => context.store.checkpoint(name)))
  const fresh = places.filter((_, i) => read[i] === null)
  const isFirst = fresh.some(({ book }) => book === 'directory')
  const turns = fresh.length > 0 ? inTurns(places) : [places]
  const coming = new Coming(turns, isFirst, context.told)
  const counted = new Map(
    turns
      .slice(1)
      .flatMap((turn) =>
        turn.filter((one) => fresh.includes(one)).map((one) => [one.name, count(context, one.name, coming)])
      )
  )
  const drained: DrainedDatabase[] = []
  let failure: unknown
  for (const turn of turns) {
    const ends = await Promise.allSettled(
      turn.map((place) => pullDatabase(context, place, coming, counted.get(place.name)))
    )
    drained.push(...ends.flatMap((end) => (end.status === 'fulfilled' ? (end.value ?? []) : [])))
    failure ??= ends.find((end) => end.status === 'rejected')?.reason
    if (failure !== undefined && !isOwn(failure)) break
  }
  if (failure !== undefined) throw failure
  return drained
}

/** Tells whether a failure may be of one database alone: the network and the session are there for the others. */
const isOwn = (failure: unknown) => failure instanceof Halt && failure.answer.kind === 'trouble'

function inTurns(places: readonly FactDatabase[]): FactDatabase[][] {
  const known = urgent.flat()
  const turns = urgent.map((wanted) => places.filter(({ book }) => wanted.includes(book)))
  return [...turns, places.filter(({ book }) => !known.includes(book))].filter((turn) => turn.length > 0)
}

/** Counts the records of a database that waits for its turn; without an answer it stays uncounted. Resolves with its epoch. */
function count(context: ExchangeContext, name: string, coming: Coming): Promise<string | null> {
  const epoch = quietly(readEpoch(context, name))
  const counting = epoch.then(async (there) => {
    if (there === null) return coming.ended(name)
    const answer = await askDatabase(context.http, 'GET', `/${name}/_changes?limit=1&since=0`)
    const page = answer.kind === 'ok' ? v.safeParse(changesPage, answer.body) : null
    if (!page?.success) return
    const changes = page.output.results.length + (page.output.pending ?? 0)
    coming.counted(name, changes, changes > firstLength)
  })
  void quietly(counting)
  return epoch
}

/** Tells whether it is too early to ask again. A clock that was put back does not prolong the wait. */
const isLeft = (until: number, now: number) => now < until && until - now <= absence

/**
 * Reads one database from its checkpoint. Prefetches the next page while one is being stored; moves the checkpoint only
 * once its page, and every page before it, is on the disk. Null when there is nothing to read.
 * @param begun its epoch, where that is being read already
 */
export async function pullDatabase(
  context: ExchangeContext,
  { name, unit, book }: FactDatabase,
  coming?: Coming,
  begun?: Promise<string | null>
): Promise<DrainedDatabase | null> {
  const end = () => {
    coming?.ended(name)
    return null
  }
  const epoch = await (begun ?? readEpoch(context, name))
  if (epoch === null) return end()
  const place = await context.store.checkpoint(name)
  let length = place ? pageLength : firstLength
  let since = place?.epoch === epoch ? place.seq : '0'
  let next = readPage(context, name, since, length)
  let stored = Promise.resolve()
  let placed = Promise.resolve()
  for (;;) {
    const page = await next
    if (!page) return placed.then(end)
    const { length: count } = page.results
    const full = count >= length
    coming?.counted(name, count + (page.pending ?? 0), full && page.pending !== 0)
    const there = { seq: page.last_seq, epoch }
    const moved = there.seq !== since || place?.epoch !== epoch
    if (full && !moved) throw trouble
    length = pageLength
    if (full) next = quietly(readPage(context, name, there.seq, length))
    const storing = quietly(
      store(context, { name, unit, book }, page).then(() => coming?.stored(name, count))
    )
    await stored
    stored = storing
    if (moved) placed = quietly(keepAfter(placed, storing, () => context.store.keepCheckpoint(name, there)))
    since = there.seq
    if (full) continue
    await Promise.all([stored, placed])
    end()
    return { name, unit, book, epoch, before: place?.epoch ?? null }
  }
}

async function keepAfter(placed: Promise<void>, stored: Promise<void>, keep: () => Promise<void>) {
  await placed
  await stored
  await keep()
}

/** Silences the unhandled rejection of a promise that is awaited later; the failure is handled there. */
function quietly<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}

/** Reads the database's epoch; null when the account has nothing to read: no such database, or not a member. */
async function readEpoch(context: ExchangeContext, name: string): Promise<string | null> {
  const answer = await askDatabase(context.http, 'GET', `/${name}/epoch`)
  if (answer.kind === 'missing') context.absentUntil.set(name, context.http.now() + absence)
  if (answer.kind === 'missing' || answer.kind === 'forbidden') return null
  const doc = answer.kind === 'ok' ? v.safeParse(epochDoc, answer.body) : null
  if (!doc?.success) throw answer.kind === 'ok' ? trouble : new Halt(answer)
  return doc.output.value
}

async function readPage(
  context: ExchangeContext,
  name: string,
  since: string,
  length: number
): Promise<Page | null> {
  const query = `include_docs=true&limit=${length}&since=${encodeURIComponent(since)}`
  const answer = await askDatabase(context.http, 'GET', `/${name}/_changes?${query}`)
  if (answer.kind === 'missing' || answer.kind === 'forbidden') return null
  const page = answer.kind === 'ok' ? v.safeParse(changesPage, answer.body) : null
  if (!page?.success) throw answer.kind === 'ok' ? trouble : new Halt(answer)
  return page.output
}

/** Tells whether a fact takes away from this phone, or may prove one that does. */
const mayTakeAway = (fact: Envelope) => isTakingAway(fact) || isVouching(fact)

async function store(context: ExchangeContext, database: FactDatabase, { results }: Page): Promise<void> {
  const factById = new Map<string, Envelope>()
  const erased: string[] = []
  for (const { id, deleted, doc } of results) {
    if (id === ruleId) await retryAfterRuleChange(context, database, doc)
    if (isFurniture(id)) continue
    if (deleted) erased.push(id)
    else {
      const fact = factIn(doc)
      if (fact) factById.set(id, fact)
    }
  }
  const facts = [...factById.values()]
  if (facts.length > 0 || erased.length > 0) await context.store.receive(facts, erased, database)
  // Before the checkpoint moves: if the app ends in between, this runs once more.
  if (database.book !== 'directory' || !facts.some(mayTakeAway)) return
  const { obeyOrders } = await import('./orders/removals.ts')
  await obeyOrders(context, database.unit, facts)
}
