import type { RxStorage, RxStorageInstance } from 'rxdb'
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory'
import type { PhoneStore } from '#lib/data/store/store.ts'
import type { Chance } from '../chance.ts'
import type { Life } from './life.ts'
import type { Phone } from './phone.ts'

/** What lies on a phone's disk; it outlives every tab. */
export type Disk = Map<string, unknown>

let storages = 0

export function storageOn(disk: Disk): RxStorage<unknown, unknown> {
  // RxDB takes two databases of one name for a mistake, also in two tabs.
  return { ...getRxStorageMemory(), name: `disk-${storages++}`, collectionStates: disk } as never
}

interface Opened {
  database: {
    facts: { storageInstance: Instance }
    places: { storageInstance: Instance }
    close(): Promise<boolean>
  }
}
type Instance = RxStorageInstance<{ id: string }, unknown, unknown>
type Lying = Parameters<Phone['lies']>[0][number]
const asks = ['query', 'count', 'findDocumentsById'] as const

const full = () => new DOMException('the phone is full', 'QuotaExceededError')
export const isFull = (problem: unknown): boolean => String(problem).includes('QuotaExceeded')

/** A disk takes its time, and some day it takes nothing any more; a tab may die before a write, after it, and before it hears of it. */
export function slowDisk(store: PhoneStore, life: Life, phone: Phone, chance: Chance): void {
  const { database } = store as unknown as Opened
  for (const { storageInstance } of [database.facts, database.places]) {
    const write = storageInstance.bulkWrite.bind(storageInstance)
    storageInstance.bulkWrite = async (...what) => {
      await life.pause(chance.whole(0, phone.diskMs))
      const isOfFacts = storageInstance === database.facts.storageInstance
      if (phone.full && isOfFacts) throw full()
      const answer = await write(...what)
      const failed = new Set(answer.error.map(({ documentId }) => documentId))
      const rows = what[0].map(({ document }) => document as Lying)
      if (isOfFacts) phone.lies(rows.filter(({ id }) => !failed.has(id)))
      await life.pause(chance.in(0.5) ? chance.whole(1, 12) : 0)
      return answer
    }
    for (const name of asks) {
      const ask = storageInstance[name].bind(storageInstance) as (...what: unknown[]) => Promise<unknown>
      storageInstance[name] = (async (...what: unknown[]) => {
        if (chance.in(0.15)) await life.pause(chance.whole(1, 8))
        return life.lasting(ask(...what))
      }) as never
    }
  }
  life.atEnd(() => {
    life.gone = database.close()
  })
}
