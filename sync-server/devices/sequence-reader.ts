import type { ServerScope } from 'nano'
import type { Present } from '#lib/domain/devices/sequence-gaps.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import type { Run } from '#lib/domain/retention/facts.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { databasesOf } from '#lib/domain/database-names.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { serverAccount } from '../fact-writer.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { isSignedBy } from '../signature.ts'

type Numbers = {
  [K in keyof Present]: Present[K] extends ReadonlyMap<infer N, infer T> ? Map<N, T> : Set<number>
}

/** A database and how far it has been read. */
interface Read {
  epoch: string
  since: string | number
  /** Keyed by account, device and book: numbers of a removed quarter are recorded in another book than their own. */
  numbers: Map<string, Numbers>
}

export type PresentOf = (account: string, device: string, book: Book) => Present

const page = 1_000
const none = (): Numbers => ({ times: new Map(), twice: new Set(), explained: new Set() })

/** Collects which sequence numbers of each device a unit's books hold. Reads on demand and incrementally. */
export class SequenceReader {
  readonly #reads = new Map<string, Promise<Read>>()

  constructor(private readonly server: ServerScope) {}

  /** Reads what is new. @returns a lookup of the numbers of an account's device in a book */
  async of(unit: string, known: Directory): Promise<PresentOf> {
    const existing = await this.server.db.list()
    const reads: Read[] = []
    for (const name of books.flatMap((book) => databasesOf(unit, book, existing)))
      reads.push(await this.#upToDate(name, known))
    return (...whose) => mergePresent(reads.flatMap(({ numbers }) => numbers.get(keyOf(...whose)) ?? []))
  }

  #upToDate(name: string, known: Directory): Promise<Read> {
    const before = this.#reads.get(name)
    const read = (before ?? Promise.resolve(null))
      .catch(() => null)
      .then((from) => this.#readOn(name, from, known))
    this.#reads.set(name, read)
    return read
  }

  async #readOn(name: string, from: Read | null, known: Directory): Promise<Read> {
    const documents = this.server.use<CouchDocument>(name)
    const epoch = ((await nullIfMissing(documents.get('epoch'))) as { value?: string } | null)?.value ?? ''
    // A changed epoch means that the database was restored and its sequence is no longer valid.
    const read = from?.epoch === epoch ? from : { epoch, since: 0, numbers: new Map<string, Numbers>() }
    for (;;) {
      const { results, last_seq } = await documents.changes({
        since: read.since as string,
        limit: page,
        include_docs: true
      })
      for (const { doc } of results as { doc?: CouchDocument }[]) {
        const fact = factIn(doc)
        if (fact) take(read.numbers, fact, known)
      }
      read.since = last_seq as unknown as string
      if (results.length < page) return read
    }
  }
}

const keyOf: (...whose: Parameters<PresentOf>) => string = (...whose) => whose.join(' ')

function take(numbers: Read['numbers'], fact: Envelope, known: Directory) {
  if (fact.via !== undefined && !isProven(fact, known)) return
  const { by, device, n, id, type, body } = fact
  const of = (key: string) => numbers.get(key) ?? numbers.set(key, none()).get(key)!
  const own = of(keyOf(by, device, fact.book as Book))
  const time = idTime(id)
  const there = own.times.get(n)
  // A feed may report one fact twice.
  if (there !== undefined && there !== time) own.twice.add(n)
  own.times.set(n, Math.min(time, there ?? time))
  if (type === 'device.set-aside') own.explained.add(body['n'] as number)
  if (by !== serverAccount) return
  for (const { device, by, book, from, to } of removedBy(fact, known))
    for (let n = from; n <= to; n++) of(keyOf(by, device, book)).explained.add(n)
}

/** Returns the numbers that the server removed by retention or erasure. */
function removedBy({ type, book, body }: Envelope, known: Directory): (Run & { book: Book })[] {
  if (type === 'directory.quarter-removed')
    return (body['taken'] as Run[]).map((run) => ({ ...run, book: body['book'] as Book }))
  const isErasure = type === 'directory.facts-erased'
  if (type !== 'duty.strangers-removed' && !isErasure) return []
  const taken = body[isErasure ? 'erased' : 'taken'] as { device: string; n: number }[]
  const of = (isErasure ? body['book'] : book) as Book
  return taken.flatMap(({ device, n }) => {
    const owner = known.devices.find(({ id }) => id === device)
    return owner ? [{ device, by: owner.account, from: n, to: n, book: of }] : []
  })
}

/** Verifies the signature of a carried fact, since no session of its author vouches for it. */
function isProven(fact: Envelope, known: Directory): boolean {
  const device = deviceOf(known, fact.by, fact.device)
  return device !== undefined && isSignedBy(device.key, canonicalString(fact), fact.sig)
}

/** Merges the numbers of one device across databases. */
export function mergePresent([first = none(), ...more]: readonly Present[]): Present {
  return more.reduce(both, first)
}

function both(a: Present, b: Present): Present {
  const times = new Map(a.times)
  const twice = new Set([...a.twice, ...b.twice])
  for (const [n, time] of b.times) {
    const there = times.get(n)
    if (there !== undefined && there !== time) twice.add(n)
    times.set(n, Math.min(time, there ?? time))
  }
  return { times, twice, explained: new Set([...a.explained, ...b.explained]) }
}
