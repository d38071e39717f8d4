import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { unmetLimit } from '#lib/domain/fact-limits.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { databaseName, databaseOf, databasesOf, quarterOf } from '#lib/domain/database-names.ts'
import { removalsIn } from '#lib/domain/retention/removals.ts'
import { quarterlyBooks, type Book } from '#lib/domain/roles.ts'
import type { Seals } from './admission/seals.ts'
import type { ServerDevice } from './server-device.ts'
import { isSignedBy } from './signature.ts'

/** A fact to be recorded; `at` (Unix ms) defaults to now; `via`: the account of who brought it, if another. */
export type NewFact<Type extends FactType = FactType> = Type extends FactType
  ? { stream: string; type: Type; body: FactOf<Type>['body']; at?: number; via?: string }
  : never

type Compose = (facts: Envelope[]) => NewFact[] | Promise<NewFact[]>

export interface FactWriter {
  device: ServerDevice
  /**
   * Reads a book of a unit (all quarters of a busy one), lets `compose` return the missing facts, signs and writes them.
   * Calls run one at a time, so that `n` continues without a gap.
   * @returns the number of facts written
   */
  write(unit: string, book: Book, compose: Compose): Promise<number>
  /**
   * Writes one fact whatever the book holds, which is read the first time alone: only for books in which no other process
   * writes by this device, so not for directories.
   */
  append(unit: string, book: Exclude<Book, 'directory'>, entry: NewFact): Promise<void>
}

export { serverAccount } from '#lib/domain/roles.ts'

/** Creates a writer of facts as admin, signed by one of this server's devices in the name of `account`, and sealed. */
export function factWriter(
  server: ServerScope,
  device: ServerDevice,
  account: string,
  now: () => number,
  seals: Seals
): FactWriter {
  let last: Promise<unknown> = Promise.resolve()
  let lastMs = 0
  /** The last number given in each book, by unit and book. */
  const numbers = new Map<string, number>()
  const next = (ms: number) => (lastMs = Math.max(ms, lastMs + 1))

  async function write(unit: string, book: Book, compose: Compose) {
    const existing = await server.db.list()
    const read = await Promise.all(databasesOf(unit, book, existing).map((name) => factsIn(server, name)))
    const facts = read.flat()
    const n = await lastNumber(unit, book, facts, existing)
    return put(unit, book, await compose(facts), { n, existing })
  }

  async function put(
    unit: string,
    book: Book,
    entries: readonly NewFact[],
    { n: before, existing }: { n: number; existing: readonly string[] }
  ) {
    let n = before
    const current = databaseName(unit, book, quarterOf(now()))
    const byDatabase = new Map<string, Envelope[]>()
    for (const { stream, type, body, at = now(), via } of entries) {
      const ms = next(at)
      const iso = new Date(ms).toISOString()
      const numbered = { unit, book, device: device.id, n: ++n }
      const unsigned = {
        id: certifiedId(numbered, ms),
        ...numbered,
        stream,
        type,
        at: iso,
        by: account,
        body
      }
      const demand = unmetLimit(unsigned)
      if (demand) throw new Error(`${type}: ${JSON.stringify(demand)}`)
      const proper = databaseOf(unsigned)
      const database = existing.includes(proper) ? proper : current
      const signed = { ...unsigned, sig: device.sign(canonicalString(unsigned)) }
      // Takes what the demo tells of the past as taken then.
      const took = Math.min(ms, now())
      const sealed = { ...signed, ...(via && { via }), took, seal: seals.of({ ...signed, via }, took) }
      byDatabase.set(database, [...(byDatabase.get(database) ?? []), sealed])
    }
    for (const [database, batch] of byDatabase) await store(server, database, batch)
    numbers.set(`${unit} ${book}`, n)
    return entries.length
  }
  /** Returns the last `n` of this server's device in a book, numbers of removed quarters included. */
  async function lastNumber(unit: string, book: Book, facts: Envelope[], existing: readonly string[]) {
    const ours = facts.filter((fact) => fact.device === device.id).sort((a, b) => b.n - a.n)
    // Others may write under this device's id, with a number that nothing could follow.
    const own = ours.find((fact) => isSignedBy(device.publicKey, canonicalString(fact), fact.sig))
    const directory = databaseName(unit, 'directory', '')
    const known =
      quarterlyBooks.includes(book) && existing.includes(directory) ? await factsIn(server, directory) : []
    // Believes only what this server sealed: others could name a number that nothing may follow.
    const taken = removalsIn(known.filter((fact) => seals.isRight(fact)))
      .filter(({ body }) => body.book === book)
      .flatMap(({ body }) => body.taken.filter((run) => run.device === device.id).map(({ to }) => to))
    return Math.max(own?.n ?? 0, ...taken)
  }
  /** Runs after what was asked for before, so that `n` continues without a gap. */
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const done = last.then(step)
    last = done.catch(() => {})
    return done
  }
  return {
    device,
    write: (unit, book, compose) => inTurn(() => write(unit, book, compose)),
    append: (unit, book, entry) =>
      inTurn(async () => {
        const n = numbers.get(`${unit} ${book}`)
        // Until it is stored nobody knows which number is the last: after a failure the book is read again.
        numbers.delete(`${unit} ${book}`)
        if (n === undefined) await write(unit, book, () => [entry])
        else await put(unit, book, [entry], { n, existing: await server.db.list() })
      })
  }
}

/** Reads all facts in a database, of unknown types too. */
export async function factsIn(server: ServerScope, database: string): Promise<Envelope[]> {
  const { rows } = await server.use(database).list({ include_docs: true })
  return rows.flatMap(({ doc }) => factIn(doc) ?? [])
}

async function store(server: ServerScope, database: string, facts: Envelope[]) {
  const docs = facts.map(({ id, ...fact }) => ({ _id: id, ...fact }))
  const answers = (await server.use(database).bulk({ docs })) as { error?: string; reason?: string }[]
  const refused = answers.find(({ error }) => error)
  if (refused) throw new Error(`${database}: ${refused.error} ${refused.reason}`)
}
