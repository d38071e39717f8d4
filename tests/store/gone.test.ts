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

test('what shows facts is gone before they are, and again after: erased ones, and those whose reader’s role has ended', async () => {
  const keys = await testKeys()
  const left: number[] = []
  const parts = { account: 'giu-cong', key: keys.data, locks: processLocks(), multiInstance: false }
  const all = () => first(store.book('gates'))
  const store: PhoneStore = await PhoneStore.open({
    ...parts,
    storage: ownMemory(),
    gone: async () => void left.push((await all()).length),
    yieldNow: async () => {}
  })
  const [one, other] = [fact(1), fact(2)]
  await store.receive([one, other], [])
  expect(left).toEqual([])
  await store.receive([], [one.id])
  await store.unread('gates', () => false)
  expect(left).toEqual([2, 1, 1, 0])
  await store.close()
})
