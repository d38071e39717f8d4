import { databaseOf } from '#lib/domain/database-names.ts'
import { serverAccount, type Book } from '#lib/domain/roles.ts'
import { idsOf } from '#lib/domain/day-sums.ts'
import { pullDatabase, type FactDatabase } from '../pull.ts'
import { pushTo } from '../push.ts'
import type { ExchangeContext } from '../exchange-context.ts'
import { factIn } from '../wire.ts'
import { askKeys, readIds } from './ask.ts'
import type { AuditFindings } from '#lib/ports/courier.ts'
import type { FactHead, Inventory } from './types.ts'

/** Facts fetched or sent at a time. */
const stride = 200

/** Makes some days of one database the same on both sides; `found` is told of each step that is done. */
export class Healing {
  constructor(
    private readonly context: ExchangeContext,
    private readonly place: FactDatabase,
    private readonly inventory: Inventory,
    private readonly found: AuditFindings
  ) {}

  async days(run: [number, number]): Promise<void> {
    const [first, end] = idsOf(run)
    for (let from: string | null = first; from !== null;) {
      const page: Awaited<ReturnType<typeof readIds>> = await readIds(
        this.context.http,
        this.place.name,
        from,
        end
      )
      await this.#compare(page.ids, from, page.next ?? end)
      from = page.next
    }
  }

  async #compare(ids: readonly string[], from: string, to: string): Promise<void> {
    const there = new Set(ids)
    const missing = new Set(ids)
    for await (const facts of this.inventory.settled(from, to)) {
      for (const { id } of facts) missing.delete(id)
      // A fact of another book, or of a quarter that the server has no more, is not brought here.
      await this.#bring(facts.filter((fact) => !there.has(fact.id) && this.#isAtHome(fact)))
    }
    await this.#fetch([...missing])
  }

  async #fetch(missing: readonly string[]): Promise<void> {
    if ((await this.#toFetch(missing)).length === 0) return
    // What was written since the phone last asked is new, not missing.
    await pullDatabase(this.context, this.place)
    const ids = await this.#toFetch(missing)
    const known = await this.inventory.known(ids)
    for (const keys of strides(ids)) {
      const rows = await askKeys(this.context.http, this.place.name, keys, { docs: true })
      const facts = rows.flatMap(({ doc }) => factIn(doc) ?? [])
      await this.context.store.receive(facts, [])
      // What the directory has told to be erased, and the server has not erased yet, is not taken.
      const here = await this.inventory.known(keys)
      this.found.fetched += facts.filter(({ id }) => !known.has(id) && here.has(id)).length
    }
  }

  /** What waits or was refused here and is there all the same has arrived; what was erased here stays erased. */
  async #toFetch(ids: readonly string[]): Promise<string[]> {
    const known = await this.inventory.known(ids)
    return ids.filter((id) => !['sent', 'received', 'erased'].includes(known.get(id) ?? ''))
  }

  /** Asks of each first: what was erased there would come to life again by being sent. */
  async #bring(surplus: readonly FactHead[]): Promise<void> {
    const { http, store } = this.context
    for (const facts of strides(surplus)) {
      const ids = facts.map(({ id }) => id)
      const rows = await askKeys(http, this.place.name, ids, { docs: false })
      const rowById = new Map(rows.map((row) => [row.key, row]))
      const deleted = ids.filter((id) => rowById.get(id)?.value?.deleted)
      if (deleted.length > 0) await store.receive([], deleted)
      this.found.dropped += deleted.length
      await this.#send(facts.filter(({ id }) => rowById.get(id)?.error === 'not_found'))
    }
  }

  async #send(absent: readonly FactHead[]): Promise<void> {
    const { identity } = this.context
    // A directory counts first-hand facts only: one brought by another phone would stand in its author's way.
    const own = absent.filter(({ by, book }) => book !== 'directory' || by === identity.account)
    const facts = await this.inventory.facts(own.map(({ id }) => id))
    const settled = facts.length > 0 ? await pushTo(this.context, this.place.name, facts) : []
    const sent = settled.filter(({ sync }) => sync === 'sent').length
    this.found.resent += sent
    this.found.records += sent
    // What a server told in its directory it tells anew where it must: nobody could bring it, or be told to.
    const lost = absent.filter(({ by, book }) => book !== 'directory' || by !== serverAccount)
    this.found.left += lost.length - sent
  }

  #isAtHome({ id, unit, book }: FactHead): boolean {
    return databaseOf({ id, unit, book: book as Book }) === this.place.name
  }
}

function* strides<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += stride) yield all.slice(i, i + stride)
}
