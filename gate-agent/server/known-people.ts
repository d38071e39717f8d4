import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { Envelope } from '#lib/domain/fact.ts'
import { keyHolderOf, type KeyHolder } from '#lib/domain/gates/contract/keys.ts'
import { databaseName } from '#lib/domain/database-names.ts'
import { replaceFile } from '../disk/replace.ts'
import type { ServerSession } from './server-session.ts'

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
  #directory: Directory
  #since: string | number = 0
  #asked = 0

  constructor(
    private readonly path: string,
    private readonly unit: string
  ) {
    this.#facts = new Map(read(path).map((fact) => [fact.id, fact]))
    this.#directory = directory([...this.#facts.values()])
  }

  holderOf = (account: string, key: string): KeyHolder | null => keyHolderOf(this.#directory, account, key)

  get facts(): readonly Envelope[] {
    return [...this.#facts.values()]
  }

  /** Tells whether the agent's own key is in the directory. */
  knows(account: string, key: string): boolean {
    return this.#directory.devices.some((device) => device.account === account && device.id === key)
  }

  /** Reads changes of the directory; `wait`: long-polls for the next one. @returns false when the server gave no usable answer */
  async follow(session: ServerSession, wait: boolean): Promise<boolean> {
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

  #take(rows: v.InferOutput<typeof page>['results'], fromStart: boolean) {
    const known = fromStart ? new Map<string, Envelope>() : new Map(this.#facts)
    for (const { id, deleted, doc } of rows) {
      const fact = factIn(doc)
      if (deleted) known.delete(id)
      else if (fact) known.set(id, fact)
    }
    const text = JSON.stringify([...known.values()])
    if (text === JSON.stringify(this.facts)) return
    // Applies a revocation at once, whether or not the disk accepts it.
    this.#facts = known
    this.#directory = directory(this.facts)
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
