import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { ownMemory, testKeys } from './phone.ts'

const device = 'd'.repeat(43)
const fact = (n: number): Envelope => ({
  id: `0199aaaa-0000-7000-8000-00000000000${n}`,
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: 'giu-cong',
  device,
  n,
  body: { what: 'closed' },
  sig: `${'s'.repeat(85)}A`
})

/** A disk on which a note takes as long as on a busy phone. */
function slowNotes(disk: Map<unknown, never>): ReturnType<typeof ownMemory> {
  const storage = ownMemory(disk)
  const createStorageInstance: typeof storage.createStorageInstance = async (asked) => {
    const instance = await storage.createStorageInstance(asked)
    const write = instance.bulkWrite.bind(instance)
    if (asked.collectionName === 'places')
      instance.bulkWrite = async (...writes) => {
        await new Promise((resolve) => setTimeout(resolve, 5))
        return write(...writes)
      }
    return instance
  }
  return { ...storage, createStorageInstance }
}

test.each([
  [2, 3],
  [3, 2]
])('of numbers whose facts are erased at once the highest is remembered: %i, then %i', async (...order) => {
  const keys = await testKeys()
  const disk = new Map<unknown, never>()
  const parts = {
    account: 'giu-cong',
    key: keys.data,
    locks: processLocks(),
    multiInstance: false,
    yieldNow: async () => {}
  }
  const store = await PhoneStore.open({ ...parts, storage: slowNotes(disk) })
  const all = [1, 2, 3].map(fact)
  for (const one of all) await store.append(device, 'gates', async () => one)
  await store.receive([], [all[0]!.id])
  await Promise.all(order.map((n) => store.receive([], [all[n - 1]!.id])))
  await store.close()

  const again = await PhoneStore.open({ ...parts, storage: ownMemory(disk) })
  let next = 0
  await again.append(device, 'gates', async (n) => ((next = n), null))
  await again.close()
  expect(next).toBe(4)
})
