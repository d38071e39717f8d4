import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { PhoneStore } from '#lib/data/store/store.ts'
import { processLocks } from '#lib/data/tabs.ts'
import { first, ownMemory, testKeys } from '../courier/phone.ts'

const fact = (n: number): Envelope => ({
  id: `0199aaaa-0000-7000-8000-${String(n).padStart(12, '0')}`,
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/a',
  type: 'gates.note-written',
  at: '2026-10-05T01:02:03.004Z',
  by: 'giu-cong',
  device: 'd'.repeat(43),
  n,
  body: { what: 'other', reason: 'Ghe về' },
  sig: `${'s'.repeat(85)}A`
})

async function opened() {
  const keys = await testKeys()
  return PhoneStore.open({
    account: 'giu-cong',
    key: keys.data,
    locks: processLocks(),
    multiInstance: false,
    storage: ownMemory(),
    yieldNow: async () => {}
  })
}
const forged = (one: Envelope) => ({
  ...one,
  body: { what: 'other', reason: 'Bia' },
  took: 1,
  seal: 'z'.repeat(43)
})

test('what waits here keeps its own words where the database has others under its signature', async () => {
  const store = await opened()
  let made!: Envelope
  await store.append('d'.repeat(43), 'gates', async (n) => (made = fact(n)))
  await store.receive([forged(made)], [])
  const [kept] = await store.records('gate/a').then((all) => (all.length ? all : first(store.book('gates'))))
  expect(kept!.body).toEqual(made.body)
  await store.close()
})

test('what has arrived keeps its words where the database gives others and a new seal', async () => {
  const store = await opened()
  const made = fact(3)
  await store.receive([{ ...made, took: 1, seal: 'a'.repeat(43) }], [])
  await store.receive([forged(made)], [])
  const [kept] = await store.records('gate/a')
  expect(kept!.body).toEqual(made.body)
  await store.close()
})
