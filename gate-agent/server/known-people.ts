import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { SignatureMemo } from '#lib/domain/directory/signature-memo.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { Envelope } from '#lib/domain/fact.ts'
import type { HolderOf } from '#lib/domain/gates/contract/checks/receive.ts'
import { holderAtGate, type GateHolder } from '#lib/domain/gates/contract/keys.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { SealedBox } from '#lib/domain/transit/box.ts'
import { sealerOf } from '#lib/domain/transit/sealer.ts'
import { replaceFile } from '../disk/replace.ts'
import { Signatures } from '../shell/signatures.ts'
import type { AgentSession } from './agent-session.ts'

const page = v.object({
  last_seq: v.union([v.string(), v.number()]),
  results: v.array(
    v.object({ id: v.string(), deleted: v.optional(v.boolean()), doc: v.optional(v.unknown()) })
  )
})

/** Duration of the server's long poll and the client's timeout for it, ms. */
const pollMs = 50_000
const patienceMs = 70_000
/** Number of polls before everything is read again, since a database may have been restored. */
const anewAfter = 60

/** The accounts and keys that may command a gate, from the server's directory; kept on disk so that commands work offline. */
export class KnownPeople {
  #facts: Map<string, Envelope>
  #directory!: Directory
  /** The accounts of the directory's phones. */
  #accounts!: ReadonlySet<string>
  readonly #memo = new SignatureMemo()
  readonly #signatures = new Signatures()
  #since: string | number = 0
  #asked = 0
  /** The root by which the directory was folded last. */
  #foldedBy: string | null = null

  /** @param root the id of the unit's root key: null until a session has pinned it, and then it knows nobody */
  constructor(
    private readonly path: string,
    private readonly unit: string,
    private readonly root: { readonly id: string | null }
  ) {
    this.#facts = new Map(read(path).map((fact) => [fact.id, fact]))
    this.#fold()
  }

  /** False until the directory was read once: then nobody may command anything. */
  get isKnown(): boolean {
    return this.#facts.size > 0
  }

  /** The latest time at which the server took one of these facts, Unix ms: it is no earlier than that now. */
  get latest(): number {
    let latest = -Infinity
    for (const { took = -Infinity } of this.#facts.values()) latest = Math.max(latest, took)
    return latest
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

  /** Reads changes of the directory; `wait`: long-polls for the next one. @returns false when the server gave no usable answer */
  async follow(session: AgentSession, wait: boolean): Promise<boolean> {
    if (++this.#asked % anewAfter === 0) this.#since = 0
    const fromStart = this.#since === 0
    const poll = wait && !fromStart ? `&feed=longpoll&timeout=${pollMs}` : ''
    const path = `/db/${databaseName(this.unit, 'directory', '')}/_changes`
    const query = `?include_docs=true&since=${this.#since}${poll}`
    const answer = await session.ask('GET', path + query, undefined, patienceMs)
    const read = v.safeParse(page, answer.status === 200 ? (answer as { body: unknown }).body : null)
    if (!read.success) {
      this.#since = 0
      return false
    }
    this.#since = read.output.last_seq
    this.#take(read.output.results, fromStart)
    return true
  }

  /** Folds the facts that their devices signed; each signature is verified once. */
  #fold() {
    this.#foldedBy = this.root.id
    for (const one of this.#memo.unverified([...this.#facts.values()]))
      this.#memo.learn(one, this.#signatures.verify(one.key, { p: one.text, s: one.fact.sig }))
    const genuine = this.#memo.genuine([...this.#facts.values()])
    this.#directory = directory(genuine, this.root.id)
    this.#accounts = new Set(this.#directory.devices.map(({ account }) => account))
  }

  #take(rows: v.InferOutput<typeof page>['results'], fromStart: boolean) {
    const known = fromStart ? new Map<string, Envelope>() : new Map(this.#facts)
    for (const { id, deleted, doc } of rows) {
      const fact = factIn(doc)
      if (deleted) known.delete(id)
      else if (fact) known.set(id, fact)
    }
    const text = JSON.stringify([...known.values()])
    if (text === JSON.stringify([...this.#facts.values()]) && this.#foldedBy === this.root.id) return
    // Applies a revocation at once, whether or not the disk accepts it.
    this.#facts = known
    this.#fold()
    replaceFile(this.path, text)
  }
}

/** Reads the file; empty when it is missing or damaged, and then nobody is known until the server answers. */
function read(path: string): Envelope[] {
  try {
    return v.parse(v.array(Envelope), JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return []
  }
}
