import { Dexie, type EntityTable } from 'dexie'

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
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Dexie & {
    last: EntityTable<{ of: string; ctr: number }, 'of'>
  }
  database.version(1).stores({ last: 'of' })
  const { last } = database
  let used = 0
  return {
    async next(key, gate) {
      const of = `${key} ${gate}`
      const after = (ctr: number) => (used = Math.max(ctr + 1, used + 1, now()))
      return database
        .transaction('rw', last, async () => {
          const ctr = after((await last.get(of))?.ctr ?? 0)
          await last.put({ of, ctr })
          return ctr
        })
        .catch(() => after(0))
    }
  }
}
