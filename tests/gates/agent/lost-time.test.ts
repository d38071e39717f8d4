import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepUpWith } from '../../../gate-agent/server.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey } from './approved-key.ts'
import { hurriedClock } from './hurried-clock.ts'

let stack: TestStack
const folder = mkdtempSync(join(tmpdir(), 'lost-time-'))
beforeAll(async () => void (stack = await startTestStack()))
afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('an agent whose machine is back in 1970 knows by the server, and without it by what it read, that a right has ended', async () => {
  await stack.motorGates('cong-1b')
  const [keeper, own] = [await stack.account('keeper'), await stack.account('agent')]
  await stack.entrust(keeper.name, 'cong-1b')
  // The day before today, in Vietnam.
  const day = new Date(Date.now() - 17 * 3_600_000).toISOString().slice(0, 10)
  const one = { account: keeper.name, password: '', name: 'Người giữ cổng' }
  const [rolesByUnit, untilByUnit] = [
    new Map([[stack.unit, ['keeper' as const]]]),
    new Map([[stack.unit, { keeper: day }]])
  ]
  const units = [{ id: stack.unit, name: 'Thử', kind: 'xã' }]
  await stack.provision({ units, accounts: [{ ...one, rolesByUnit, untilByUnit }], gates: [] })
  const key = await approvedKey(stack, own.name, folder)
  const began = Date.now()
  const parts = {
    url: stack.url,
    account: own.name,
    unit: stack.unit,
    label: 'Máy',
    dataDir: folder,
    key,
    trouble: console.error,
    clock: { ...hurriedClock, now: () => Date.now() - began + 1_000 }
  }
  const sought = { account: keeper.name, key: keeper.device.id, gate: 'cong-1b' }
  const agent = keepUpWith(parts)
  await until(() => agent.holderOf(sought)?.standing === 'revoked')
  await agent.stop()
  const alone = keepUpWith({ ...parts, url: 'http://127.0.0.1:9' })
  expect(alone.holderOf(sought)?.standing).toBe('revoked')
  await alone.stop()
})
