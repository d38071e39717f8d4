import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { idTime } from '#lib/domain/uuid.ts'
import { LineFile } from '../disk/line-file.ts'
import type { LogBody } from '../core/agent-gate.ts'
import type { AgentKey } from '../shell/agent-key.ts'
import { readEntries, type UnsignedEntry, type OutboxEntry } from './outbox-entries.ts'
import type { Snapshot } from './picture-box.ts'

/** `ready`: no longer waits for a picture. */
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
 * Holds the agent's log entries until the server has them. An entry is written to disk when it is recorded; signed and
 * numbered 1, 2, 3 … without a gap, at once or when its picture arrives; and deleted from the disk after delivery. What the
 * disk does not take waits in memory, without a number: one that has left under its number must not be lost.
 */
export class Outbox {
  readonly #waiting = new Map<string, Envelope>()
  /** Entries not signed yet, in order, by their times. */
  readonly #unsigned = new Map<number, Unsigned>()
  readonly #refused = new Map<string, { fact: Envelope; code: string }>()
  #n = 0
  #lastMs = 0
  readonly #file: LineFile
  /** Whether the disk did not take the last entry under its number. */
  #isFailing = false
  #flush: Promise<void> | null = null
  #closed = false

  /** @param now Unix ms by the server's clock */
  constructor(
    path: string,
    private readonly author: OutboxAuthor,
    private readonly now: () => number,
    private readonly trouble: (problem: unknown) => void
  ) {
    const { entries, goodUntil } = readEntries(path)
    for (const line of entries) this.#apply(line)
    this.#file = new LineFile(path, this.#whole(), goodUntil)
    // A restart lost the pictures that they waited for.
    for (const unsigned of this.#unsigned.values()) unsigned.ready = true
    this.#signReady()
  }

  /**
   * Writes an entry down, or holds it in memory until the disk takes it. Entries keep the order of calls, even when one
   * waits for its picture. @param picture must settle in any case; omitted: there is none
   */
  record(gate: string, body: LogBody, picture?: Promise<Snapshot | null>): void {
    const at = (this.#lastMs = Math.max(this.now(), this.#lastMs + 1))
    const entry: UnsignedEntry = { at, gate, body: composed(body) }
    if (!picture && this.#unsigned.size === 0 && this.#isTaken(() => this.#sign(entry))) return
    if (!this.#isTaken(() => this.#write({ entry }))) this.#apply({ entry })
    const unsigned = this.#unsigned.get(at)!
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

  /** Returns the oldest undelivered entries, flushed to disk. */
  async offered(most: number): Promise<Envelope[]> {
    this.#signReady()
    const facts = [...this.#waiting.values()].slice(0, most)
    if (facts.length > 0) await (this.#flush ??= this.#file.flushed().finally(() => (this.#flush = null)))
    return facts
  }

  /** Marks an entry as delivered or, with `code`, as refused for good. */
  settle(id: string, code?: string): void {
    if (this.#waiting.has(id)) this.#write({ settled: id, ...(code !== undefined && { code }) })
  }

  get waiting(): number {
    return this.#waiting.size
  }
  /** Entries that the server refused, with its reason; nothing in the log is discarded. */
  get refused(): ReadonlyMap<string, { fact: Envelope; code: string }> {
    return this.#refused
  }

  close(): void {
    this.#closed = true
    this.#file.close()
  }

  /** Runs what writes a line. @returns false when the disk does not take it, which is told once */
  #isTaken(write: () => void): boolean {
    try {
      write()
      return true
    } catch (problem) {
      if (!this.#isFailing) this.trouble(problem)
      this.#isFailing = true
      return false
    }
  }

  /** Signs in order: no entry is signed before those recorded earlier. */
  #signReady() {
    for (const { entry, ready } of this.#unsigned.values()) {
      // An entry that the disk does not take stays unsigned and is tried again.
      if (!ready || !this.#isTaken(() => this.#sign(entry))) return
    }
  }

  #sign({ at, gate, body }: UnsignedEntry) {
    const { unit, account, key } = this.author
    const numbered = { unit, book: 'gates', device: key.id, n: this.#n + 1 }
    const unsigned = {
      id: certifiedId(numbered, at),
      ...numbered,
      stream: `gate/${gate}`,
      type: 'gates.event-reported',
      at: new Date(at).toISOString(),
      by: account,
      body
    }
    this.#write({ fact: { ...unsigned, sig: key.sign(canonicalString(unsigned)) } })
    this.#isFailing = false
  }

  /** @throws when the disk does not take the line */
  #write(line: OutboxEntry) {
    const most = 1_000 + 2 * this.#waiting.size
    this.#file.append(`${JSON.stringify(line)}\n`, () => this.#whole(), most)
    this.#apply(line)
  }

  #apply(line: OutboxEntry) {
    if ('n' in line) this.#n = Math.max(this.#n, line.n)
    else if ('settled' in line) {
      const fact = this.#waiting.get(line.settled)
      this.#waiting.delete(line.settled)
      if (fact && line.code !== undefined) this.#refused.set(line.settled, { fact, code: line.code })
    } else if ('entry' in line) {
      this.#unsigned.set(line.entry.at, { entry: line.entry, ready: false })
      // A clock that was put back must not give a later entry the same time.
      this.#lastMs = Math.max(this.#lastMs, line.entry.at)
    } else {
      this.#unsigned.delete(idTime(line.fact.id))
      this.#waiting.set(line.fact.id, line.fact)
      this.#n = Math.max(this.#n, line.fact.n)
    }
  }

  /** Returns the lines of everything that is not delivered yet. */
  #whole(): string {
    const lines: OutboxEntry[] = [{ n: this.#n }, ...[...this.#waiting.values()].map((fact) => ({ fact }))]
    for (const [settled, { fact, code }] of this.#refused) lines.push({ fact }, { settled, code })
    for (const { entry } of this.#unsigned.values()) lines.push({ entry })
    return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
  }
}

/** Normalises text to NFC, which facts require; keyboards may produce NFD. */
function composed(body: LogBody): LogBody {
  return body.reason === undefined ? body : { ...body, reason: body.reason.normalize('NFC') }
}
