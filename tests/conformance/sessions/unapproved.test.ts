import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SessionStore } from '../../../sync-server/sessions/session-store.ts'
import { sweepSessions } from '../../../sync-server/sessions/sweep-sessions.ts'
import { TestDevice } from '../../facts.ts'
import { askSession, openSession } from '../../devices/session.ts'
import { approve, startTestStack, type TestStack } from '../../stack.ts'

/** Whoever has a password can make as many devices as he likes; their sessions are bounded in number and in time. */
let stack: TestStack
let store: SessionStore
beforeAll(async () => {
  stack = await startTestStack()
  store = stack.store
})
afterAll(() => stack.stop())

const dayMs = 24 * 3600_000
/** As if its last session had been opened so many days ago. */
const age = (account: string, device: string, days: number) =>
  store.change(account, device, (known) => known && { ...known, seenAt: Date.now() - days * dayMs })
const devicesOf = async (account: string) => (await store.all(account)).map(({ device }) => device)

test('a device that was never approved must prove its password again after 30 days without a session', async () => {
  const { name, password, device: approved } = await stack.account('keeper')
  const [old, recent] = [new TestDevice(name), new TestDevice(name)]
  for (const device of [old, recent]) await openSession(stack.url, device, password)
  await age(name, approved.id, 400)
  await age(name, old.id, 31)
  await age(name, recent.id, 29)
  await sweepSessions(stack.couch.nano, store, stack.tools.roots, Date.now())
  expect((await devicesOf(name)).sort()).toEqual([approved.id, recent.id].sort())
  expect((await askSession(stack.url, old)).status).toBe(401)
  expect((await openSession(stack.url, recent)).state).toBe('waiting')
  expect((await openSession(stack.url, approved)).state).toBe('approved')
})

test('a device that was revoked is remembered as long as its approval', async () => {
  const { name, device } = await stack.account('keeper')
  const body = { device: device.id, reason: 'Mất máy', stands: [] }
  const revoked = { stream: `device/${device.id}`, type: 'directory.device-revoked', body } as const
  await stack.tools.writer.write(stack.unit, 'directory', () => [revoked])
  await age(name, device.id, 400)
  await sweepSessions(stack.couch.nano, store, stack.tools.roots, Date.now())
  expect(await devicesOf(name)).toEqual([device.id])
})

test('one account has at most 32 such sessions, and the oldest goes; approved devices stay', async () => {
  const { name, password, device: first, headers } = await stack.account('keeper')
  const second = new TestDevice(name)
  await openSession(stack.url, second, password)
  await approve(stack, second.enrolment(stack.unit))
  await age(name, second.id, 10)
  const devices = Array.from({ length: 33 }, () => new TestDevice(name))
  for (const [i, device] of devices.entries()) {
    await openSession(stack.url, device, password)
    await age(name, device.id, 2 - i / 100)
  }
  const kept = await devicesOf(name)
  expect(kept).toEqual(expect.arrayContaining([first.id, second.id]))
  expect(kept.filter((id) => id !== first.id && id !== second.id).sort()).toEqual(
    devices
      .slice(1)
      .map(({ id }) => id)
      .sort()
  )
  expect((await fetch(`${stack.url}/session`, { headers })).status).toBe(200)
})
