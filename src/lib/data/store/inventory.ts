import type { StoredFact, SyncState } from '#lib/domain/stored.ts'
import type { FactHead, Inventory } from '../courier/audit/types.ts'
import type { Facts } from './database.ts'
import { queryRows } from './live.ts'
import { isUnreadRow, openRow } from './rows.ts'

/** Rows per query: the screen gets a moment between two. */
const stride = 500

/** With any other sort order each page would read everything after it. */
const bySync = { sort: [{ sync: 'asc' as const }, { id: 'asc' as const }], index: ['sync', 'id'] }

/** The facts on the phone, by id; bodies stay sealed unless a fact is asked for. */
export class PhoneInventory implements Inventory {
  constructor(
    private readonly collection: Facts,
    private readonly parts: { key: CryptoKey; yieldNow(): Promise<void> }
  ) {}

  async *settled(from: string, to: string): AsyncGenerator<FactHead[]> {
    for (const sync of ['sent', 'received'] as const)
      for (let after: { $gte: string } | { $gt: string } = { $gte: from }; ;) {
        const selector = { sync, id: { ...after, $lt: to } }
        const rows = await queryRows(this.collection, { ...bySync, selector, limit: stride })
        if (rows.length > 0) yield rows
        if (rows.length < stride) break
        after = { $gt: rows.at(-1)!.id }
        await this.parts.yieldNow()
      }
  }

  async known(ids: readonly string[]): Promise<Map<string, SyncState | 'erased'>> {
    const rows = await this.collection.storageInstance.findDocumentsById([...ids], true)
    const there = rows.filter((row) => !row._deleted || !isUnreadRow(row))
    return new Map(there.map(({ id, sync, _deleted }) => [id, _deleted ? 'erased' : sync]))
  }

  async facts(ids: readonly string[]): Promise<StoredFact[]> {
    const rows = await this.collection.storageInstance.findDocumentsById([...ids], false)
    return Promise.all(rows.map((row) => openRow(row, this.parts.key)))
  }
}
