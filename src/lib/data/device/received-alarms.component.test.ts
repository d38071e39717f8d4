import { beforeEach, expect, test } from 'vitest'
import type { Session } from '#lib/ports/session.ts'
import { PhonePush } from './phone-push.ts'
import { forgetReceived, keepReceived, pushOwner, receivedAlarms, setPushOwner } from './received-alarms.ts'

const [alarm, other] = ['01936a1c-8f2f-7abc-8def-000000000001', '01936a1c-8f2f-7abc-8def-000000000002']
const shelf = new Map<string, string>()
const storage = {
  getItem: (key: string) => shelf.get(key) ?? null,
  setItem: (key: string, value: string) => void shelf.set(key, value),
  removeItem: (key: string) => void shelf.delete(key)
}
/** Notifications as they look from the notebook of an account; the server is away. */
const openedBy = (account: string) =>
  new PhonePush({ unit: 'xa-thu', identity: { account, roles: [] } } as unknown as Session, storage, () =>
    Promise.reject(new Error('offline'))
  )

beforeEach(async () => {
  shelf.clear()
  for (const name of await caches.keys()) await caches.delete(name)
})

test('what one person took note of without a signal is theirs to record, whoever opens a notebook meanwhile', async () => {
  storage.setItem('push-account', 'truc')
  await keepReceived('truc', alarm, 5)
  await keepReceived('thang', alarm, 6)
  await openedBy('thang').renew('vi')
  await keepReceived('truc', other, 7)
  expect(await openedBy('thang').received()).toEqual([{ alarm, at: 6 }])
  await openedBy('thang').forgetReceived(alarm)
  const own = openedBy('truc')
  expect(await own.received()).toEqual([
    { alarm, at: 5 },
    { alarm: other, at: 7 }
  ])
  await own.turnOff()
  expect(await own.received()).toHaveLength(2)
})

test('the first time counts', async () => {
  for (const at of [5, 6]) await keepReceived('truc', alarm, at)
  expect(await receivedAlarms('truc')).toEqual([{ alarm, at: 5 }])
  await forgetReceived('truc', alarm)
  expect(await receivedAlarms('truc')).toEqual([])
})

test('a push is told to be that of whoever turned notifications on, until another opens a notebook', async () => {
  expect(await pushOwner()).toBeNull()
  storage.setItem('push-account', 'truc')
  await openedBy('truc').renew('vi')
  expect(await pushOwner()).toBe('truc')
  await openedBy('thang').renew('vi')
  expect(await pushOwner()).toBeNull()
  await setPushOwner('thang')
  expect(await pushOwner()).toBe('thang')
})
