import type { ServerScope } from 'nano'
import { databaseName, quarterOf } from '#lib/domain/database-names.ts'
import { follow } from '../follow.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import type { Subscriptions } from './subscriptions.ts'
import type { NoticeSender } from './notice-sender.ts'
import { booksToFollow } from './notice-rules.ts'

const batch = 200
const dayMs = 24 * 3600_000

interface Change {
  id: string
  deleted?: boolean
  doc?: CouchDocument
}

/**
 * Follows the books that may cause notices, in units with at least one subscription. Stores a checkpoint per database, so
 * that a restart neither notifies twice nor misses what arrived meanwhile.
 */
export class BookFollower {
  readonly #stops = new Map<string, () => Promise<void>>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly server: ServerScope,
    private readonly subscriptions: Subscriptions,
    private readonly teller: Pick<NoticeSender, 'notify'>,
    private readonly now: () => number
  ) {}

  /** Updates the followed databases: after a new subscription, and regularly for the next quarter. */
  refresh(): Promise<void> {
    const done = this.#turn.then(() => this.#refresh())
    this.#turn = done.catch(() => {})
    return done
  }

  async stop(): Promise<void> {
    await this.#turn
    await Promise.all([...this.#stops.values()].map((stop) => stop()))
    this.#stops.clear()
  }

  async #refresh(): Promise<void> {
    const units = new Set((await this.subscriptions.all()).map(({ unit }) => unit))
    const existing = new Set(await this.server.db.list())
    for (const unit of units)
      for (const name of databasesOf(unit, this.now()))
        if (existing.has(name) && !this.#stops.has(name)) await this.#follow(unit, name)
  }

  async #follow(unit: string, name: string): Promise<void> {
    const known = await this.subscriptions.checkpoint(name)
    let place = known ?? (await this.#end(name))
    if (known === null) await this.subscriptions.saveCheckpoint(name, place)
    const catchUp = async () => {
      for (;;) {
        const { results, last_seq } = await this.#read(name, {
          since: place,
          limit: batch,
          include_docs: true
        })
        const facts = results.flatMap(({ deleted, doc }) => (deleted ? [] : (factIn(doc) ?? [])))
        await this.teller.notify(unit, ...facts)
        if (last_seq !== place) await this.subscriptions.saveCheckpoint(name, (place = last_seq))
        if (results.length < batch) return
      }
    }
    this.#stops.set(name, follow(this.server, name, catchUp, place))
  }

  /** A new follower starts at the end: nobody is notified of the past. */
  async #end(name: string): Promise<number | string> {
    return (await this.#read(name, { descending: true, limit: 1 })).last_seq
  }

  #read(db: string, qs: object) {
    const request = { db, path: '_changes', qs: { ...qs } }
    return this.server.request(request) as Promise<{ results: Change[]; last_seq: number | string }>
  }
}

/** Returns the databases to follow; a busy book's next quarter is included a day ahead, so that its first fact is not missed. */
function databasesOf(unit: string, now: number): string[] {
  const quarters = [quarterOf(now), quarterOf(now + dayMs)]
  return [
    ...new Set(booksToFollow.flatMap((book) => quarters.map((quarter) => databaseName(unit, book, quarter))))
  ]
}
