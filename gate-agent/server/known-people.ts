import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
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

/** How long the server holds a question about changes, ms; and how long we wait for it. */
const pollMs = 50_000
const patienceMs = 70_000
/** After so many questions all of it is read anew: a database may have been restored. */
const anewAfter = 60

/** Who may ask a gate for what, as the server last said it; on the disk, so that an agent without a server obeys too. */
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

  /** Has the agent's own key been introduced? */
  knows(account: string, key: string): boolean {
    return this.#directory.devices.some((device) => device.account === account && device.id === key)
  }

  /** Asks for what changed; `wait`: until something does. @returns false when the server gave no usable answer */
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
    // A revocation counts at once, whether or not the disk takes it.
    this.#facts = known
    this.#directory = directory(this.facts)
    replaceFile(this.path, text)
  }
}

function factIn(doc: unknown): Envelope | null {
  const { _id: id, _rev, _revisions, ...rest } = (doc ?? {}) as Record<string, unknown>
  const fact = v.safeParse(Envelope, { id, ...rest })
  return fact.success ? fact.output : null
}

/** Nobody is known where nothing was ever heard, or the file is damaged: then the server is asked first. */
function read(path: string): Envelope[] {
  try {
    return v.parse(v.array(Envelope), JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return []
  }
}
