import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgentConfig } from '../../../gate-agent/agent-config.ts'
import { runAgent } from '../../../gate-agent/main.ts'
import { keepUpWith } from '../../../gate-agent/server.ts'
import { asDocument, testDecision } from '../../facts.ts'
import { startTestStack, type TestStack } from '../../stack.ts'
import { until } from '../../until.ts'
import { approvedKey } from './approved-key.ts'
import { hurriedClock } from './hurried-clock.ts'

let stack: TestStack
const folder = mkdtempSync(join(tmpdir(), 'decision-'))
beforeAll(async () => void (stack = await startTestStack()))
afterAll(async () => {
  await stack.stop()
  rmSync(folder, { recursive: true })
})

test('the agent says in words whether its gate closes by itself, at its start, for a decision and for its withdrawal', async () => {
  const own = await stack.account('agent')
  const officer = await stack.account('officer')
  const keeper = await stack.account('keeper')
  const says = async (by: typeof officer, type: string, body: object) => {
    const name = `directory.gate-decision-${type}`
    const fact = by.device.fact(stack.unit, 'directory', name, 'gate/cong-1b', body)
    const answer = await by.post(`/${stack.database('directory')}/_bulk_docs`, { docs: [asDocument(fact)] })
    return [fact.id, await answer.json()] as const
  }
  const key = await approvedKey(stack, own.name, folder)
  await stack.installed(own.name, 'cong-1b', 'cong-2')
  const controller = { broker: { url: 'mqtt://127.0.0.1:1' }, dialect: 'home-assistant', id: 'cong01/cua' }
  const config = {
    server: stack.url,
    account: own.name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    clock: true,
    listen: '127.0.0.1:0',
    publicUrl: '',
    gates: [
      { gate: 'cong-1b', controller, closeAt: '22:00' },
      { gate: 'cong-2', controller: { ...controller, id: 'cong02/cua' } }
    ]
  } as AgentConfig
  const said: string[] = []
  const words = () => said.filter((line) => line.includes('quyết định'))
  const agent = runAgent(config, (line) => said.push(line))
  expect(words()).toEqual([expect.stringMatching(/^cong-1b: chưa có quyết định .* KHÔNG tự đóng theo giờ/)])
  expect(await says(keeper, 'recorded', testDecision)).toMatchObject([{}, [{ error: 'forbidden' }]])
  const [decision, taken] = await says(officer, 'recorded', testDecision)
  expect(taken).toMatchObject([{ ok: true }])
  await until(() => words().length === 2)
  expect(words()[1]).toMatch(/^cong-1b: đã có quyết định của UBND, tự đóng/)
  const withdrawal = { decisions: [decision], reason: 'UBND thu hồi' }
  expect(await says(officer, 'withdrawn', withdrawal)).toMatchObject([{}, [{ ok: true }]])
  await until(() => words().length === 3)
  expect(words()[2]).toMatch(/^cong-1b: chưa có quyết định/)
  expect(await says(officer, 'recorded', testDecision)).toMatchObject([{}, [{ ok: true }]])
  await until(() => words().length === 4)
  await agent.stop()

  const alone = keepUpWith({
    url: 'http://127.0.0.1:9',
    account: own.name,
    unit: stack.unit,
    label: 'Máy tại cổng',
    dataDir: folder,
    key,
    clock: hurriedClock,
    trouble: () => {}
  })
  expect([alone.hasDecision('cong-1b'), alone.hasDecision('cong-2')]).toEqual([true, false])
  await alone.stop()
})
