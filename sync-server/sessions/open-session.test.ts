import { expect, test } from 'vitest'
import { sessionRequest } from '#lib/domain/access/session.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import { TestDevice } from '../../tests/facts.ts'
import { openSession } from './open-session.ts'
import { endedByHand, type DeviceSession } from './device-session.ts'

test('a session that is ended while its device renews it stays ended', async () => {
  const device = new TestDevice('giu-cong')
  const { account, id, publicKey: key } = device
  const before: DeviceSession = {
    account,
    device: id,
    key,
    cookie: 'c',
    tokens: ['t'],
    nonces: [],
    provedAt: 1,
    seenAt: 1
  }
  let kept = endedByHand(before, { by: 'truong', on: device.id, at: 2 })
  const body = { v: 1, asks: 'session', account, device: id, key, nonce: 'n', origin: 'o' } as const
  const p = sessionRequest({ account, device: id, key, nonce: 'n', origin: 'o' })
  const asking = { body, signed: { p, s: device.sign(p) }, origin: 'o', address: '', cookie: undefined }
  const asked = openSession(asking, {
    couch: { nano: { use: () => ({ get: async () => ({ held: ['xa:keeper'] }) }) } },
    store: {
      resetOf: async () => undefined,
      read: async () => before,
      change: async (
        _account: string,
        _device: string,
        next: (known: DeviceSession) => DeviceSession | null
      ) => (kept = next(kept) ?? kept)
    },
    directories: { of: async () => directory([], null) },
    nonces: { isFresh: () => true },
    now: Date.now
  } as never)
  expect(await asked).toEqual({ code: 'refused', why: 'password' })
  expect(kept).toMatchObject({ cookie: null, asksPassword: true })
})
