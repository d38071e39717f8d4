import type { DBSchema } from 'idb'
import { PhoneDatabase } from '../phone-database.ts'

interface Used extends DBSchema {
  last: { key: string; value: { of: string; ctr: number } }
}

/** Command counters, increasing for each key and gate. */
export interface Counters {
  next(key: string, gate: string): Promise<number>
}

/**
 * Opens counters shared by all tabs and written to this phone's disk before use. They are never below the current time
 * either: even when the disk is full or was wiped, a number is greater than all before it.
 * @param now Unix ms of the device
 */
export function openCounters(now: () => number, name = 'antt-gate-counters'): Counters {
  const database = new PhoneDatabase<Used>(name, { last: { keyPath: 'of' } })
  let used = 0
  const after = (ctr: number) => (used = Math.max(ctr + 1, used + 1, now()))
  async function kept(of: string): Promise<number> {
    const { store, done } = await database.begin('last', 'readwrite')
    const ctr = after((await store.get(of))?.ctr ?? 0)
    await Promise.all([store.put({ of, ctr }), done])
    return ctr
  }
  return { next: (key, gate) => kept(`${key} ${gate}`).catch(() => after(0)) }
}
