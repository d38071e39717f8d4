import { databaseOf } from '#lib/domain/database-names.ts'
import { serverAccount, type Book } from '#lib/domain/roles.ts'
import { idsOf } from '#lib/domain/day-sums.ts'
import { pullDatabase, type FactDatabase } from '../pull.ts'
import { pushTo } from '../push.ts'
import type { ExchangeContext } from '../exchange-context.ts'
import { factIn } from '#lib/domain/fact-document.ts'
import { askKeys, readIds } from './ask.ts'
import type { AuditFindings } from '#lib/ports/courier.ts'
import type { FactHead, Inventory } from './types.ts'

/** Facts fetched or sent per request. */
const stride = 200

/** Makes some days of one database equal on both sides; `found` counts each step when it is done. */
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
      // Facts of another book, or of a quarter that the server has removed, are not sent here.
      await this.#bring(facts.filter((fact) => !there.has(fact.id) && this.#isAtHome(fact)))
    }
    await this.#fetch([...missing])
  }

  async #fetch(missing: readonly string[]): Promise<void> {
    if ((await this.#toFetch(missing)).length === 0) return
    // Facts written since the phone last asked are new, not missing.
    await pullDatabase(this.context, this.place)
    const ids = await this.#toFetch(missing)
    const known = await this.inventory.known(ids)
    for (const keys of strides(ids)) {
      const rows = await askKeys(this.context.http, this.place.name, keys, { docs: true })
      const facts = rows.flatMap(({ doc }) => factIn(doc) ?? [])
      await this.context.store.receive(facts, [])
      // The store refuses facts that the directory has ordered to be erased and the server has not erased yet.
      const here = await this.inventory.known(keys)
      this.found.fetched += facts.filter(({ id }) => !known.has(id) && here.has(id)).length
    }
  }

  /**
   * Returns the ids to fetch: a fact that is waiting or refused here but exists on the server has arrived; one that was
   * erased here stays erased.
   */
  async #toFetch(ids: readonly string[]): Promise<string[]> {
    const known = await this.inventory.known(ids)
    return ids.filter((id) => !['sent', 'received', 'erased'].includes(known.get(id) ?? ''))
  }

  /** Asks about each fact before sending it: sending would revive facts erased on the server. */
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
    const known = await this.inventory.facts(absent.map(({ id }) => id))
    // Without its seal a copy of a directory's fact would be a carried one, and block its author's own.
    const facts = known.filter(
      ({ by, book, seal }) => book !== 'directory' || by === identity.account || seal !== undefined
    )
    const settled = facts.length > 0 ? await pushTo(this.context, this.place.name, facts) : []
    const sent = new Set(settled.flatMap(({ id, sync }) => (sync === 'sent' ? id : [])))
    this.found.resent += sent.size
    this.found.records += sent.size
    // The server rewrites its own directory facts when needed: no phone could send them, or be asked to.
    const lost = absent.filter(({ by, book }) => book !== 'directory' || by !== serverAccount)
    this.found.left += lost.filter(({ id }) => !sent.has(id)).length
  }

  #isAtHome({ id, unit, book }: FactHead): boolean {
    return databaseOf({ id, unit, book: book as Book }) === this.place.name
  }
}

function* strides<T>(all: readonly T[]): Generator<readonly T[]> {
  for (let i = 0; i < all.length; i += stride) yield all.slice(i, i + stride)
}
