import { setImmediate } from 'node:timers/promises'
import * as v from 'valibot'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { DirectoryLog } from '#lib/domain/directory/log/directory-log.ts'
import { IntroducedKeys, type Keyed } from '#lib/domain/directory/log/introduced-keys.ts'
import { inTurns } from '#lib/domain/directory/log/slices.ts'
import { isRemembered, withoutSeal } from '#lib/domain/directory/seals/unsealed.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isShaped } from '#lib/domain/facts.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import { gateMachines, type GateMachine } from '#lib/domain/gates/contract/gate-machine.ts'
import { holderAtGate, type GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { sealerOf } from '#lib/domain/transit/sealer.ts'
import { Signatures } from '../shell/signatures.ts'
import type { AgentSession } from './agent-session.ts'
import { DirectoryFile } from './directory-file.ts'
import { rightSeals } from './right-seals.ts'

const page = v.object({
  last_seq: v.union([v.string(), v.number()]),
  results: v.array(
    v.object({ id: v.string(), deleted: v.optional(v.boolean()), doc: v.optional(v.unknown()) })
  )
})

/** Duration of the server's long poll and the client's timeout for it, ms. */
const pollMs = 50_000
const patienceMs = 70_000
/** Rows read at once. */
const pageLength = 500
/**
 * Number of polls before everything is read again, since a database may have been restored: so many, and one more for as many
 * known facts.
 */
const anewAfter = 60
const factsAPoll = 16
/** Rows read, or signatures verified, at once: between them others get their turn. */
const atOnce = 16
/** Facts that a fold looks at in a millisecond, about, and the longest rest after one. */
const lookedInMs = 200
const mostRestMs = 500

type Rows = v.InferOutput<typeof page>['results']

/**
 * The accounts and keys that may command a gate, from the server's directory; kept on disk so that commands work offline.
 * Answers at once with what is known: what arrives is verified and folded a little at a time. What decides about rights counts
 * as it was seen first, whoever takes it out of CouchDB or changes it there, until a later signed record says otherwise.
 */
export class KnownPeople {
  readonly #facts = new Map<string, Envelope>()
  readonly #keys = new IntroducedKeys()
  readonly #log = new DirectoryLog(null)
  #directory!: Directory
  /** The accounts of the directory's phones. */
  #accounts!: ReadonlySet<string>
  #latest = -Infinity
  readonly #signatures = new Signatures()
  readonly #file: DirectoryFile
  /** The machines of the gates, as they were in that second. */
  #machines: { of: Directory; second: number; byGate: ReadonlyMap<string, GateMachine> } | null = null
  #since: string | number = 0
  #asked = 0
  /** The rows of a reading from the start that is not complete: half of a directory may lack who was revoked. */
  #rows: Rows | null = []

  /**
   * @param root the id of the unit's root key: null until a session has pinned it, and then it knows nobody
   * @param turn lets others have theirs
   */
  constructor(
    path: string,
    private readonly unit: string,
    private readonly root: { readonly id: string | null },
    private readonly turn: () => Promise<unknown> = () => setImmediate()
  ) {
    this.#file = new DirectoryFile(path, turn)
    const kept = this.#file.read()
    for (const fact of kept) this.#facts.set(fact.id, fact)
    this.#log.judgeBy(root.id)
    this.#log.take(this.#keys.take(kept).flatMap((one) => (this.#isGenuine(one) ? one.fact : [])))
    this.#know()
  }

  /** False until the directory was read once: then nobody may command anything. */
  get isKnown(): boolean {
    return this.#facts.size > 0
  }

  /** The latest time at which the server took one of these facts, Unix ms: it is no earlier than that now. */
  get latest(): number {
    return this.#latest
  }

  /** Returns the holder of a key as a gate sees it. @param now Unix ms */
  holderOf(sought: Parameters<HolderOf>[0], now: number): GateHolder | null {
    return holderAtGate(this.#directory, sought, now)
  }

  /** Tells whether an account has a phone here, whatever its standing: asked of each message, before anything else. */
  knows(account: string): boolean {
    return this.#accounts.has(account)
  }

  /** Tells whether a decision of the People's Committee on that gate is in force, by the facts that count. */
  hasDecision(gate: string): boolean {
    return this.#directory.decisions.has(gate)
  }

  /** Returns the account and the key's id of the one machine that moves a gate; null: none does. @param now Unix ms */
  machineAt(gate: string, now: number): GateMachine | null {
    // Asked of each message: folded once a second.
    const second = Math.floor(now / 1000)
    if (this.#machines?.of !== this.#directory || this.#machines.second !== second)
      this.#machines = { of: this.#directory, second, byGate: gateMachines(this.#directory, now) }
    return this.#machines.byGate.get(gate) ?? null
  }

  /** The id of the key to which phones seal boxes; null where the directory names none. */
  get sealedTo(): string | null {
    const { sealingKey } = this.#directory
    return sealingKey && thumbprint(sealingKey)
  }

  /** Returns the phone that sealed a box of the unit, see `sealerOf`. */
  sealerOf(box: SealedBox): Promise<string | null> {
    return sealerOf(box, this.#directory, async (key, p, s) => this.#signatures.verify(key, { p, s }))
  }

  /** Lists the ids of an account's phones' keys, whatever their standing. */
  keysOf(account: string): string[] {
    return this.#directory.devices.filter((device) => device.account === account).map(({ id }) => id)
  }

  /**
   * Reads changes of the directory, once it is known by a long poll for the next one.
   * @returns after which rest the next one should be read, ms; null when the server gave no usable answer
   */
  async follow(session: Pick<AgentSession, 'ask'>): Promise<number | null> {
    if (++this.#asked >= anewAfter + this.#facts.size / factsAPoll) this.#fromStart()
    const poll = this.#rows ? '' : `&feed=longpoll&timeout=${pollMs}`
    const path = `/db/${databaseName(this.unit, 'directory', '')}/_changes`
    const query = `?include_docs=true&limit=${pageLength}&since=${this.#since}${poll}`
    const answer = await session.ask('GET', path + query, undefined, patienceMs)
    const read = v.safeParse(page, answer.status === 200 ? (answer as { body: unknown }).body : null)
    if (!read.success) {
      this.#fromStart()
      return null
    }
    const { results, last_seq } = read.output
    this.#since = last_seq
    if (!this.#rows) return this.#take(session, results, false)
    this.#rows = this.#rows.concat(results)
    if (results.length >= pageLength) return 0
    const whole = this.#rows
    this.#rows = null
    return this.#take(session, whole, true)
  }

  #fromStart() {
    this.#asked = 0
    this.#since = 0
    this.#rows = []
  }

  /**
   * Takes what the server says, a little at a time.
   * @returns how long to rest after it, ms; null when the server does not tell which of it bears its seal
   */
  async #take(session: Pick<AgentSession, 'ask'>, rows: Rows, isWhole: boolean): Promise<number | null> {
    const before = this.#log.looked
    await inTurns(this.#log.judgingBy(this.root.id), this.turn)
    const { gone, news } = await this.#changes(rows, isWhole)
    const right = await rightSeals(session, this.unit, news)
    if (!right) {
      this.#fromStart()
      return null
    }
    const fresh = news.flatMap((fact) => (right.has(fact.id) ? fact : (withoutSeal(fact) ?? [])))
    for (const id of gone) this.#facts.delete(id)
    for (const fact of fresh) this.#facts.set(fact.id, fact)
    await inTurns(this.#log.taking(await this.#genuine(fresh), [...gone]), this.turn)
    // Applies a revocation at once, whether or not the disk accepts it.
    this.#know()
    await this.#file.write(this.#facts, gone.size > 0 ? null : fresh)
    const ms = (this.#log.looked - before) / lookedInMs
    return ms < 1 ? 0 : Math.min(ms, mostRestMs)
  }

  /** Returns the ids of facts that are no longer as they were, and those that are new or otherwise. */
  async #changes(rows: Rows, isWhole: boolean): Promise<{ gone: Set<string>; news: Envelope[] }> {
    const listed = new Set<string>()
    const [gone, news]: [Set<string>, Envelope[]] = [new Set(), []]
    // Of a fact that changed while the directory was read, the last row counts.
    for (const { id, deleted, doc } of new Map(rows.map((row) => [row.id, row])).values()) {
      if (listed.size % atOnce === atOnce - 1) await this.turn()
      listed.add(id)
      const [fact, known] = [deleted ? null : this.#factIn(doc), this.#facts.get(id)]
      if (known && this.#remembers(known)) continue
      if (known && (deleted || (fact && !isSame(fact, known)))) gone.add(id)
      if (fact && (!known || gone.has(id))) news.push(fact)
    }
    if (isWhole)
      for (const [id, fact] of this.#facts) if (!listed.has(id) && !this.#remembers(fact)) gone.add(id)
    return { gone, news }
  }

  /** Tells whether a fact stays as it is: one that its device did not sign so keeps nobody's true one out. */
  #remembers(fact: Envelope): boolean {
    return isRemembered(fact) && this.#log.factOf(fact.id) !== undefined
  }

  #factIn(doc: unknown): Envelope | null {
    const fact = factIn(doc)
    return fact?.unit === this.unit && fact.book === 'directory' ? fact : null
  }

  /** Selects the facts that their devices signed, and those that waited for a key; each signature is verified once. */
  async #genuine(fresh: readonly Envelope[]): Promise<Envelope[]> {
    const genuine: Envelope[] = []
    for (const [i, one] of this.#keys.take(fresh).entries()) {
      if (i > 0 && i % atOnce === 0) await this.turn()
      if (this.#facts.get(one.fact.id) === one.fact && this.#isGenuine(one)) genuine.push(one.fact)
    }
    return genuine
  }

  #isGenuine({ fact, key }: Keyed): boolean {
    return isShaped(fact) && this.#signatures.verify(key, { p: canonicalString(fact), s: fact.sig })
  }

  /** Lets what was folded count. */
  #know() {
    this.#directory = this.#log.directory
    this.#accounts = new Set(this.#directory.devices.map(({ account }) => account))
    this.#latest = -Infinity
    for (const { took = -Infinity } of this.#facts.values()) this.#latest = Math.max(this.#latest, took)
  }
}

/** Tells whether two facts under one id say the same, their server's and carrier's words included. */
const isSame = (a: Envelope, b: Envelope) => JSON.stringify(a) === JSON.stringify(b)
