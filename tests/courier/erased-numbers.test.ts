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

async function phoneParts() {
  const keys = await testKeys()
  const parts = {
    account: 'giu-cong',
    key: keys.data,
    locks: processLocks(),
    multiInstance: false,
    yieldNow: async () => {}
  }
  return { parts, disk: new Map<unknown, never>() }
}

/** Starts the app again on that disk. @returns the number that the next record gets */
async function nextNumber({ parts, disk }: Awaited<ReturnType<typeof phoneParts>>): Promise<number> {
  const store = await PhoneStore.open({ ...parts, storage: ownMemory(disk) })
  let next = 0
  await store.append(device, 'gates', async (n) => ((next = n), null))
  await store.close()
  return next
}

test.each([
  [2, 3],
  [3, 2]
])('of numbers whose facts are erased at once the highest is remembered: %i, then %i', async (...order) => {
  const { parts, disk } = await phoneParts()
  const store = await PhoneStore.open({ ...parts, storage: slowNotes(disk) })
  const all = [1, 2, 3].map(fact)
  for (const one of all) await store.append(device, 'gates', async () => one)
  await store.receive([], [all[0]!.id])
  await Promise.all(order.map((n) => store.receive([], [all[n - 1]!.id])))
  await store.close()

  expect(await nextNumber({ parts, disk })).toBe(4)
})

test.each(['there', 'erased'])(
  'the number of an own record that somebody carried is not given again: %s',
  async (how) => {
    const { parts, disk } = await phoneParts()
    const store = await PhoneStore.open({ ...parts, storage: ownMemory(disk) })
    await store.append(device, 'gates', async () => fact(1))
    const carried = { ...fact(2), via: 'ai-do' }
    await store.receive([carried], [])
    if (how === 'erased') await store.receive([], [carried.id])
    await store.close()
    expect(await nextNumber({ parts, disk })).toBe(3)
  }
)
