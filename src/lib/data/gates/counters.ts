import { Dexie, type EntityTable } from 'dexie'

/** Numbers of commands, rising for each key and gate. */
export interface Counters {
  next(key: string, gate: string): Promise<number>
}

/**
 * Kept on this phone, on its disk before they are used, for all its tabs. They do not fall below the time either:
 * where the disk is full or was emptied, a number is still greater than all before it.
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
