import { expect, test } from 'vitest'
import { TestDevice } from '../../tests/facts.ts'
import { doorWorld } from '../../tests/gateway/door-world.ts'
import { digest, tokenText } from './credentials.ts'
import { sessionsOf } from './sessions.ts'

const { account, id: device, publicKey: key } = new TestDevice('giu-cong')
const [cookie, token] = ['c'.repeat(32), 't'.repeat(32)]
const session = {
  account,
  device,
  key,
  cookie: digest(cookie),
  tokens: [digest(token)],
  nonces: [],
  provedAt: 1,
  seenAt: Date.now()
}
const incoming = {
  headers: { cookie: `antt-${device.slice(0, 12)}=${cookie}`, 'x-antt': tokenText(account, device, token) },
  socket: {}
} as never

test('what was read before a session ended is not remembered: the next question finds it ended', async () => {
  const answers: ((read: object) => void)[] = []
  const sessions = sessionsOf({
    couch: { nano: { use: () => ({ get: async () => ({ held: ['xa:keeper'] }) }) } },
    store: {
      resetOf: async () => undefined,
      read: () => new Promise((resolve) => answers.push(resolve)),
      change: async (_account: string, _device: string, next: (known: object) => object) => next(session)
    },
    directories: { of: () => Promise.reject(Object.assign(new Error(), { statusCode: 404 })) },
    shutOut: async () => {},
    now: Date.now
  } as never)
  const before = sessions.holderOf(incoming)
  await expect.poll(() => answers.length).toBe(1)
  await sessions.endByHand(account, device, { account: 'truong', device: '' }, null)
  answers[0]!(session)
  await before
  const after = sessions.holderOf(incoming)
  await expect.poll(() => answers.length).toBe(2)
  answers[1]!({ ...session, cookie: null, tokens: [] })
  expect(await after).toBeNull()
})

test('whoever has CouchDB asked whose a session is pays for that, not for what is remembered', async () => {
  const sessions = sessionsOf({
    couch: { nano: { use: () => ({ get: async () => ({ held: ['xa:keeper'] }) }) } },
    store: { read: async () => session, resetOf: async () => undefined },
    directories: { of: () => Promise.reject(Object.assign(new Error(), { statusCode: 404 })) },
    shutOut: async () => {},
    now: Date.now
  } as never)
  /** Asks until so much is taken that others come first. @returns how often */
  const askOften = async (isRemembered: boolean) => {
    const { ask, isGreedy } = doorWorld({ burst: 100, refill: 0 })
    for (let count = 0; ; count++) {
      if (isGreedy('a')) return count
      const request = ask('a')
      if (!isRemembered) sessions.changed(account, device)
      await sessions.holderOf(Object.assign(request.incoming, incoming))
      request.finish()
    }
  }
  expect(await askOften(true)).toBeGreaterThan(2 * (await askOften(false)))
})
