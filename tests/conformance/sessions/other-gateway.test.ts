import { afterAll, beforeAll, expect, test } from 'vitest'
import { SessionMemory } from '../../../sync-server/sessions/session-memory.ts'
import { SessionStore } from '../../../sync-server/sessions/session-store.ts'
import { sessionsOf } from '../../../sync-server/sessions/sessions.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await startTestStack()
})
afterAll(() => stack.stop())

test('another gateway closes what the device has open there', async () => {
  const [commander, keeper] = [await stack.account('commander'), await stack.account('keeper')]
  const { nano } = stack.couch
  const shut: string[] = []
  const second = sessionsOf({
    couch: stack.couch,
    store: new SessionStore(
      nano,
      { seal: stack.store.trust.seal, memory: new SessionMemory(null) },
      Date.now
    ),
    directories: stack.directories,
    shutOut: async (account, device) => void shut.push(`${account} ${device}`),
    now: Date.now
  })
  const stop = second.watch()
  const from = performance.now()
  const body = JSON.stringify({ account: keeper.name, device: keeper.device.id })
  await fetch(`${stack.url}/session/end`, { method: 'POST', headers: commander.headers, body })
  await until(async () => shut.includes(`${keeper.name} ${keeper.device.id}`))
  expect(performance.now() - from).toBeLessThan(5_000)
  await stop()
})
