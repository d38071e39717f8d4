import type { ServerScope } from 'nano'
import { canonicalString } from '#lib/domain/canonical.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { DirectoryLog } from '#lib/domain/directory/log/directory-log.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { genuineFacts, keyNamedIn, SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Fact } from '#lib/domain/facts.ts'
import { nullIfMissing } from '../provision/apply.ts'
import { verifySignature } from '../signature.ts'
import type { Roots } from './roots.ts'

/** Gives the public part of the root that a unit's directory is judged by. */
type Anchors = Pick<Roots, 'rootOf'>

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
  return directory(await genuineFacts(facts, memo, verifySignature), roots.rootOf(unit)?.id ?? null)
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

/** A unit's directory in CouchDB, of which each reading reads what is new; every signature is verified once. */
class StoredDirectory {
  readonly #database: string
  #log = new DirectoryLog(null)
  #since: string | number = 0
  /** Of the database whose changes were read: restored, it begins anew. */
  #epoch: string | undefined
  readonly #seen = new Set<string>()
  readonly #keys = new Map<string, PublicKey>()
  /** Facts of devices that have not introduced themselves, by device. */
  readonly #unproven = new Map<string, Envelope[]>()
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
    this.#reading = read.catch(() => {})
    return read
  }

  async #readNew(roots: Anchors): Promise<DirectoryLog> {
    const epoch = await nullIfMissing(this.server.use<{ value: string }>(this.#database).get('epoch'))
    if (epoch?.value !== this.#epoch) this.#beginAnew(epoch?.value)
    for (;;) {
      const { results, last_seq } = await this.#changes()
      await this.#take(results)
      this.#since = last_seq
      if (results.length < pageLength) break
    }
    this.#log.judgeBy(roots.rootOf(this.unit)?.id ?? null)
    return this.#log
  }

  #changes(): Promise<Changes> {
    const qs = { since: this.#since, include_docs: true, limit: pageLength }
    return this.server.request({ db: this.#database, path: '_changes', qs }) as Promise<Changes>
  }

  #beginAnew(epoch: string | undefined): void {
    this.#epoch = epoch
    this.#since = 0
    this.#log = new DirectoryLog(this.#log.root)
    for (const known of [this.#seen, this.#keys, this.#unproven]) known.clear()
  }

  async #take(results: Changes['results']): Promise<void> {
    const gone = results.filter(({ id }) => this.#seen.has(id)).map(({ id }) => id)
    const facts = results.flatMap(({ deleted, doc }) => (deleted ? [] : (factIn(doc) ?? [])))
    for (const { id } of facts) this.#seen.add(id)
    const ready = [...this.#introducedBy(facts), ...facts.filter((fact) => this.#keys.has(fact.device))]
    const proven: Envelope[] = []
    for (let i = 0; i < ready.length; i += abreast) {
      const some = ready.slice(i, i + abreast)
      const genuine = await Promise.all(some.map((fact) => this.#isGenuine(fact)))
      proven.push(...some.filter((_, j) => genuine[j]))
    }
    this.#log.take(proven, gone)
    for (const fact of facts) if (!this.#keys.has(fact.device)) this.#setAside(fact)
  }

  /** Learns the keys that facts name; returns what waited for them. */
  #introducedBy(facts: readonly Envelope[]): Envelope[] {
    return facts.flatMap((fact) => {
      const named = keyNamedIn(fact)
      if (!named || this.#keys.has(named.device)) return []
      this.#keys.set(named.device, named.key)
      const waited = this.#unproven.get(named.device) ?? []
      this.#unproven.delete(named.device)
      return waited
    })
  }

  #setAside(fact: Envelope): void {
    const others = this.#unproven.get(fact.device)
    if (others) others.push(fact)
    else this.#unproven.set(fact.device, [fact])
  }

  #isGenuine(fact: Envelope): Promise<boolean> {
    const key = this.#keys.get(fact.device)!
    // A malformed signature makes some implementations throw.
    return verifySignature(key, canonicalString(fact), fact.sig).catch(() => false)
  }
}
