import { closeSync, fdatasync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { replacedBy, writeWhole } from '../disk/replace.ts'
import type { LogBody } from '../core/agent-gate.ts'
import type { AgentKey } from '../shell/agent-key.ts'
import { readEntries, type UnsignedEntry, type OutboxEntry } from './outbox-entries.ts'
import type { Snapshot } from './picture-box.ts'

const flushed = promisify(fdatasync)

/** `ready`: it has no picture to wait for any more. */
interface Unsigned {
  entry: UnsignedEntry
  ready: boolean
}

export interface OutboxAuthor {
  unit: string
  account: string
  key: AgentKey
}

/**
 * The agent's log entries on their way to the server: on the disk when they are recorded, signed and numbered 1, 2, 3 …
 * without a gap at once or when their picture is there, and gone from the disk when the server has them.
 */
export class Outbox {
  readonly #waiting = new Map<string, Envelope>()
  /** Entries that are not signed yet, in their order. */
  readonly #unsigned = new Map<string, Unsigned>()
  readonly #refused = new Map<string, { fact: Envelope; code: string }>()
  #n = 0
  #lastMs = 0
  #file: number
  #lines = 0
  /** Where the next line goes, bytes. */
  #end = 0
  /** The disk did not take a line whole, so the file has to be written anew before anything else. */
  #torn = false
  #flush: Promise<void> | null = null
  #closed = false

  /** @param now Unix ms as the server has it */
  constructor(
    private readonly path: string,
    private readonly author: OutboxAuthor,
    private readonly now: () => number
  ) {
    for (const line of readEntries(path)) this.#apply(line)
    this.#file = this.#writeAnew()
    // What they waited for went with the power.
    for (const unsigned of this.#unsigned.values()) unsigned.ready = true
    this.#signReady()
  }

  /**
   * Writes an entry down; the order is the order of calls, also where one waits for its picture.
   * @param picture ends soon, in any case; null: there is none @throws when the disk does not take it
   */
  record(gate: string, body: LogBody, picture?: Promise<Snapshot | null>): void {
    const at = (this.#lastMs = Math.max(this.now(), this.#lastMs + 1))
    const entry: UnsignedEntry = { id: uuidv7(at, randomBytes(10)), at, gate, body: composed(body) }
    if (!picture && this.#unsigned.size === 0) return this.#sign(entry)
    this.#write({ entry })
    const unsigned = this.#unsigned.get(entry.id)!
    if (!picture) return void (unsigned.ready = true)
    void this.#complete(unsigned, picture)
  }

  async #complete(unsigned: Unsigned, picture: Promise<Snapshot | null>) {
    const snapshot = await picture.catch(() => null)
    if (this.#closed) return
    const { entry } = unsigned
    if (snapshot) unsigned.entry = { ...entry, body: { ...entry.body, snapshots: [snapshot] } }
    unsigned.ready = true
    this.#signReady()
  }

  /** The oldest entries that wait; they are on the disk when this resolves. */
  async offered(most: number): Promise<Envelope[]> {
    this.#signReady()
    const facts = [...this.#waiting.values()].slice(0, most)
    if (facts.length > 0) await (this.#flush ??= flushed(this.#file).finally(() => (this.#flush = null)))
    return facts
  }

  /** The server has it, or (`code`) refuses it for good. */
  settle(id: string, code?: string): void {
    if (this.#waiting.has(id)) this.#write({ settled: id, ...(code !== undefined && { code }) })
  }

  get waiting(): number {
    return this.#waiting.size
  }
  /** What the server does not take, with its reason: nothing of the log is thrown away. */
  get refused(): ReadonlyMap<string, { fact: Envelope; code: string }> {
    return this.#refused
  }

  close(): void {
    this.#closed = true
    closeSync(this.#file)
  }

  /** One after the other: none is signed before those that were recorded before it. */
  #signReady() {
    for (const { entry, ready } of this.#unsigned.values()) {
      if (!ready) return
      try {
        this.#sign(entry)
      } catch {
        // The disk does not take it now: it stands there unsigned, and is tried again.
        return
      }
    }
  }

  #sign({ id, at, gate, body }: UnsignedEntry) {
    const { unit, account, key } = this.author
    const unsigned = {
      id,
      unit,
      book: 'gates',
      stream: `gate/${gate}`,
      type: 'gates.event-reported',
      at: new Date(at).toISOString(),
      by: account,
      device: key.id,
      n: this.#n + 1,
      body
    }
    this.#write({ fact: { ...unsigned, sig: key.sign(canonicalString(unsigned)) } })
  }

  #write(line: OutboxEntry) {
    const text = `${JSON.stringify(line)}\n`
    if (this.#torn || this.#lines > 1_000 + 2 * this.#waiting.size) {
      const old = this.#file
      this.#file = this.#writeAnew()
      closeSync(old)
      this.#torn = false
    }
    const bytes = Buffer.from(text)
    this.#torn = true
    writeWhole(this.#file, bytes, this.#end)
    this.#torn = false
    this.#end += bytes.length
    this.#lines++
    this.#apply(line)
  }

  #apply(line: OutboxEntry) {
    if ('n' in line) this.#n = Math.max(this.#n, line.n)
    else if ('settled' in line) {
      const fact = this.#waiting.get(line.settled)
      this.#waiting.delete(line.settled)
      if (fact && line.code !== undefined) this.#refused.set(line.settled, { fact, code: line.code })
    } else if ('entry' in line) this.#unsigned.set(line.entry.id, { entry: line.entry, ready: false })
    else {
      this.#unsigned.delete(line.fact.id)
      this.#waiting.set(line.fact.id, line.fact)
      this.#n = Math.max(this.#n, line.fact.n)
    }
  }

  #writeAnew(): number {
    const lines: OutboxEntry[] = [{ n: this.#n }, ...[...this.#waiting.values()].map((fact) => ({ fact }))]
    for (const [settled, { fact, code }] of this.#refused) lines.push({ fact }, { settled, code })
    for (const { entry } of this.#unsigned.values()) lines.push({ entry })
    const bytes = Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    const file = replacedBy(this.path, (fresh) => writeWhole(fresh, bytes, 0))
    this.#end = bytes.length
    this.#lines = lines.length
    return file
  }
}

/** What people wrote may come in pieces (NFD); a fact is composed. */
function composed(body: LogBody): LogBody {
  return body.reason === undefined ? body : { ...body, reason: body.reason.normalize('NFC') }
}
