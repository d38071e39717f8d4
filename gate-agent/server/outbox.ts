import { closeSync, fdatasync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf } from '#lib/domain/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import { syncFolder } from '../disk/replace.ts'
import type { AgentKey } from '../shell/key.ts'

type Body = FactOf<'gates.event-reported'>['body']

const flushed = promisify(fdatasync)

/** A line of the file: a fact that waits, or what became of one (`code`: the server refuses it, with its reason). */
type Line = { fact: Envelope } | { settled: string; code?: string } | { n: number }

export interface Author {
  unit: string
  account: string
  key: AgentKey
}

/**
 * The agent's log entries on their way to the server: signed and numbered 1, 2, 3 … without a gap when they are
 * written, on the disk before they leave, and gone from it when the server has them.
 */
export class Outbox {
  readonly #waiting = new Map<string, Envelope>()
  readonly #refused = new Map<string, { fact: Envelope; code: string }>()
  #n = 0
  #lastMs = 0
  #file: number
  #lines = 0
  /** The disk did not take a line whole, so the file has to be written anew before anything else. */
  #torn = false
  #flush: Promise<void> | null = null

  /** @param now Unix ms as the server has it */
  constructor(
    private readonly path: string,
    private readonly author: Author,
    private readonly now: () => number
  ) {
    for (const line of read(path)) this.#apply(line)
    this.#file = this.#writeAnew()
  }

  /** Writes an entry down; the order is the order of calls. @throws when the disk does not take it */
  record(gate: string, body: Body): void {
    const { unit, account, key } = this.author
    const ms = (this.#lastMs = Math.max(this.now(), this.#lastMs + 1))
    const unsigned = {
      id: uuidv7(ms, randomBytes(10)),
      unit,
      book: 'gates',
      stream: `gate/${gate}`,
      type: 'gates.event-reported',
      at: new Date(ms).toISOString(),
      by: account,
      device: key.id,
      n: this.#n + 1,
      body: composed(body)
    }
    this.#write({ fact: { ...unsigned, sig: key.sign(canonicalString(unsigned)) } })
  }

  /** The oldest entries that wait; they are on the disk when this resolves. */
  async offered(most: number): Promise<Envelope[]> {
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
    closeSync(this.#file)
  }

  #write(line: Line) {
    const text = `${JSON.stringify(line)}\n`
    if (this.#torn || this.#lines > 1_000 + 2 * this.#waiting.size) {
      const old = this.#file
      this.#file = this.#writeAnew()
      closeSync(old)
      this.#torn = false
    }
    const bytes = Buffer.from(text)
    if (writeSync(this.#file, bytes) < bytes.length) {
      this.#torn = true
      throw new Error('disk full')
    }
    this.#lines++
    this.#apply(line)
  }

  #apply(line: Line) {
    if ('n' in line) this.#n = Math.max(this.#n, line.n)
    else if ('settled' in line) {
      const fact = this.#waiting.get(line.settled)
      this.#waiting.delete(line.settled)
      if (fact && line.code !== undefined) this.#refused.set(line.settled, { fact, code: line.code })
    } else {
      this.#waiting.set(line.fact.id, line.fact)
      this.#n = Math.max(this.#n, line.fact.n)
    }
  }

  #writeAnew(): number {
    const fresh = `${this.path}.new`
    const file = openSync(fresh, 'w', 0o600)
    const lines: Line[] = [{ n: this.#n }, ...[...this.#waiting.values()].map((fact) => ({ fact }))]
    for (const [settled, { fact, code }] of this.#refused) lines.push({ fact }, { settled, code })
    writeSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
    fsyncSync(file)
    renameSync(fresh, this.path)
    syncFolder(this.path)
    this.#lines = lines.length
    return file
  }
}

/** What people wrote may come in pieces (NFD); a fact is composed. */
function composed(body: Body): Body {
  return body.reason === undefined ? body : { ...body, reason: body.reason.normalize('NFC') }
}

function read(path: string): Line[] {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw problem
  }
  // What follows the last line's end was never finished. A line that cannot be read never left: those that leave are
  // on the disk for certain, so no number is given out twice.
  return text.split('\n').slice(0, -1).flatMap(parse)
}

function parse(line: string): Line[] {
  try {
    return [JSON.parse(line) as Line]
  } catch {
    return []
  }
}
