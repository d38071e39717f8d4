import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises'
import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { DirectoryLog } from '#lib/domain/directory/log/directory-log.ts'
import { IntroducedKeys, type Keyed } from '#lib/domain/directory/log/introduced-keys.ts'
import { inTurns } from '#lib/domain/directory/log/slices.ts'
import { genuineFacts, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isShaped, type Fact } from '#lib/domain/facts.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { verifySignature } from '../signature.ts'
import type { DirectoryMemory } from './directory-memory.ts'
import type { Anchors } from './roots.ts'

/** Reads a unit's current directory: what has changed since this process read it last. @throws 404 when there is none */
export async function directoryOf(server: ServerScope, unit: string, roots: Anchors): Promise<Directory> {
  return (await keptLog(server, unit).read(roots)).directory
}

/** Reads the facts of a unit's directory that count, in the order of folds, likewise. */
export async function countingFactsOf(server: ServerScope, unit: string, roots: Anchors): Promise<Fact[]> {
  return (await keptLog(server, unit).read(roots)).counting
}

const memos = new Map<string, SignatureMemo>()

/** Folds the facts of a unit's directory as CouchDB holds them; each signature is verified once, off the event loop. */
export async function directoryIn(
  facts: readonly Envelope[],
  unit: string,
  roots: Anchors
): Promise<Directory> {
  const memo = memos.get(unit) ?? new SignatureMemo()
  memos.set(unit, memo)
  const memory = roots.memoryOf(unit)
  const believed = facts.flatMap((fact) => memory.believed(fact) ?? [])
  return directory(await genuineFacts(believed, memo, verifySignature), roots.rootOf(unit)?.id ?? null)
}

const kept = new WeakMap<ServerScope, Map<string, StoredDirectory>>()

function keptLog(server: ServerScope, unit: string): StoredDirectory {
  const units = kept.get(server) ?? new Map<string, StoredDirectory>()
  kept.set(server, units)
  const known = units.get(unit) ?? new StoredDirectory(server, unit)
  units.set(unit, known)
  return known
}

interface Changes {
  last_seq: string | number
  results: { id: string; deleted?: boolean; doc?: unknown }[]
}

/** Changes read at once. */
const pageLength = 2_000
/** Signatures verified at once: between them others get their turn. */
const abreast = 64
/** Facts that a fold looks at in a millisecond, about. */
const lookedInMs = 200
/** The longest rest between two readings, ms: what one of them misses waits as long. */
const mostRestMs = 500

/** A unit's directory in CouchDB, of which each reading reads what is new; every signature is verified once. */
class StoredDirectory {
  readonly #database: string
  #log = new DirectoryLog(null)
  #since: string | number = 0
  /** Of the database whose changes were read: restored, it begins anew. */
  #epoch: string | undefined
  readonly #seen = new Set<string>()
  readonly #keys = new IntroducedKeys()
  /** Number of facts that the last reading looked at. */
  #looked = 0
  #reading: Promise<unknown> = Promise.resolve()
  /** The reading that has not begun yet: it answers all who ask meanwhile. */
  #next: { roots: Anchors; read: Promise<DirectoryLog> } | null = null

  constructor(
    private readonly server: ServerScope,
    private readonly unit: string
  ) {
    this.#database = databaseName(unit, 'directory', '')
  }

  read(roots: Anchors): Promise<DirectoryLog> {
    if (this.#next?.roots === roots) return this.#next.read
    const read = this.#reading.then(() => {
      if (this.#next?.read === read) this.#next = null
      return this.#readNew(roots)
    })
    this.#next = { roots, read }
    this.#reading = read.catch(() => {}).then(() => this.#rest())
    return read
  }

  async #readNew(roots: Anchors): Promise<DirectoryLog> {
    const epoch = await nullIfMissing(this.server.use<{ value: string }>(this.#database).get('epoch'))
    const memory = roots.memoryOf(this.unit)
    if (epoch?.value !== this.#epoch) this.#beginAnew(epoch?.value)
    const before = this.#log.looked
    await inTurns(this.#log.judgingBy(roots.rootOf(this.unit)?.id ?? null), turn)
    // Remembered facts count even when they are gone from the database.
    if (this.#since === 0) await this.#takeFacts(memory.facts, [])
    for (;;) {
      const { results, last_seq } = await this.#changes()
      await this.#take(results, memory)
      this.#since = last_seq
      if (results.length < pageLength) break
    }
    this.#looked = this.#log.looked - before
    return this.#log
  }

  /** Lets others have as much time as a reading took: whoever makes each one costly has as many fewer of them. */
  async #rest(): Promise<void> {
    const ms = Math.min(this.#looked / lookedInMs, mostRestMs)
    this.#looked = 0
    if (ms >= 1) await pause(ms)
  }

  #changes(): Promise<Changes> {
    const qs = { since: this.#since, include_docs: true, limit: pageLength }
    return this.server.request({ db: this.#database, path: '_changes', qs }) as Promise<Changes>
  }

  #beginAnew(epoch: string | undefined): void {
    this.#epoch = epoch
    this.#since = 0
    this.#log = new DirectoryLog(this.#log.root)
    this.#seen.clear()
    this.#keys.forget()
  }

  /** Takes in what changed, except what is remembered, which stays as it was seen first. */
  async #take(results: Changes['results'], memory: DirectoryMemory): Promise<void> {
    const changed = results.filter(({ id }) => !memory.has(id))
    const gone = changed.filter(({ id }) => this.#seen.has(id)).map(({ id }) => id)
    const facts = changed.flatMap(({ deleted, doc }) => (deleted ? [] : (factIn(doc) ?? [])))
    const believed = facts.flatMap((fact) => memory.believed(fact) ?? [])
    const proven = await this.#takeFacts(believed, gone)
    // A restriction counts even when the disk does not take it.
    await memory.remember(proven).catch(() => {})
  }

  /** @returns those of the facts, and of what waited for their keys, that their devices signed */
  async #takeFacts(facts: readonly Envelope[], gone: readonly string[]): Promise<Envelope[]> {
    for (const { id } of facts) this.#seen.add(id)
    const ready = this.#keys.take(facts)
    const proven: Envelope[] = []
    for (let i = 0; i < ready.length; i += abreast) {
      const some = ready.slice(i, i + abreast)
      const genuine = await Promise.all(some.map(isGenuine))
      proven.push(...some.filter((_, j) => genuine[j]).map(({ fact }) => fact))
    }
    await inTurns(this.#log.taking(proven, gone), turn)
    return proven
  }
}

function isGenuine({ fact, key }: Keyed): Promise<boolean> {
  // Looked at here, a few at a time: the fold, which reads nothing else, then asks what is known.
  if (!isShaped(fact)) return Promise.resolve(false)
  // A malformed signature makes some implementations throw.
  return verifySignature(key, canonicalString(fact), fact.sig).catch(() => false)
}
