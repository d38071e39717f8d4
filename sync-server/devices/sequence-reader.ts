import type { ServerScope } from 'nano'
import type { Present } from '#lib/domain/devices/sequence-gaps.ts'
import { deviceOf, type Directory } from '#lib/domain/directory/directory.ts'
import type { Run } from '#lib/domain/retention/facts.ts'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isShaped, type FactOf } from '#lib/domain/facts.ts'
import { databasesOf } from '#lib/domain/database-names.ts'
import { books, type Book } from '#lib/domain/roles.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { readChanges, type ReadUntil } from '../changes.ts'
import { serverAccount } from '../fact-writer.ts'
import { isSignedBy } from '../signature.ts'

type Numbers = {
  [K in keyof Present]: Present[K] extends ReadonlyMap<infer N, infer T>
    ? Map<N, T>
    : Present[K] extends readonly (infer T)[]
      ? T[]
      : Set<number>
}

/** A database and how far it has been read. */
interface Read {
  checkpoint: ReadUntil
  /** Keyed by account, device and book: numbers of a removed quarter are recorded in another book than their own. */
  numbers: Map<string, Numbers>
  /** Holds what is told of the server’s removals by devices that nobody has certified, until somebody does. */
  unproven: Envelope[]
}

export type PresentOf = (account: string, device: string, book: Book) => Present

const page = 1_000
const none = (): Numbers => ({ times: new Map(), twice: new Set(), explained: [] })

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
    let numbers = from?.numbers ?? new Map<string, Numbers>()
    let removals = from?.unproven ?? []
    const checkpoint = await readChanges(this.server, name, from?.checkpoint ?? null, {
      page,
      anew() {
        numbers = new Map()
        removals = []
      },
      take(docs) {
        for (const doc of docs) {
          const fact = factIn(doc)
          if (!fact) continue
          take(numbers, fact, known)
          if (isRemoval(fact)) removals.push(fact)
        }
      }
    })
    return { checkpoint, numbers, unproven: removals.filter((one) => !takeRemoval(numbers, one, known)) }
  }
}

const keyOf: (...whose: Parameters<PresentOf>) => string = (...whose) => whose.join(' ')

function take(numbers: Read['numbers'], fact: Envelope, known: Directory) {
  if (fact.via !== undefined && !isProven(fact, known)) return
  const { by, device, n, id } = fact
  const own = numbersOf(numbers, keyOf(by, device, fact.book as Book))
  const time = idTime(id)
  const there = own.times.get(n)
  // A feed may report one fact twice.
  if (there !== undefined && there !== time) own.twice.add(n)
  own.times.set(n, Math.min(time, there ?? time))
  if (isShaped(fact) && fact.type === 'device.set-aside') own.explained.push([fact.body.n, fact.body.n])
}

function numbersOf(numbers: Read['numbers'], key: string): Numbers {
  return numbers.get(key) ?? numbers.set(key, none()).get(key)!
}

type RemovalFact = FactOf<(typeof removalTypes)[number]>
const removalTypes = [
  'directory.quarter-removed',
  'directory.facts-erased',
  'duty.strangers-removed'
] as const

/** Tells whether a fact says, rightly or not, that the server has removed records. */
const isRemoval = (fact: Envelope): fact is RemovalFact =>
  fact.by === serverAccount && (removalTypes as readonly string[]).includes(fact.type) && isShaped(fact)

/**
 * Explains the numbers that the server has removed: whoever writes into CouchDB may say so, too.
 * @returns false while nobody has certified the device that said so
 */
function takeRemoval(numbers: Read['numbers'], fact: Envelope, known: Directory): boolean {
  if (!deviceOf(known, fact.by, fact.device)?.admitted) return false
  if (!isRemoval(fact) || !isProven(fact, known)) return true
  for (const { device, by, book, from, to } of removedBy(fact, known))
    numbersOf(numbers, keyOf(by, device, book)).explained.push([from, to])
  return true
}

/** Returns the numbers that the server removed by retention or erasure. */
function removedBy(fact: RemovalFact, known: Directory): (Run & { book: Book })[] {
  if (fact.type === 'directory.quarter-removed')
    return fact.body.taken.map((run) => ({ ...run, book: fact.body.book }))
  const isErasure = fact.type === 'directory.facts-erased'
  const taken = isErasure ? fact.body.erased : fact.body.taken
  const book = isErasure ? fact.body.book : (fact.book as Book)
  return taken.flatMap(({ device, n }) => {
    const owner = known.devices.find(({ id }) => id === device)
    return owner ? [{ device, by: owner.account, from: n, to: n, book }] : []
  })
}

/** Verifies a signature, where no session of the author vouches for the fact. */
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
  return { times, twice, explained: [...a.explained, ...b.explained] }
}
