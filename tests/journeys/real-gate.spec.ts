import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { simulatedHomeAssistant } from '../../gate-agent/simulator/controllers/home-assistant.ts'
import { SimulatedGate } from '../../gate-agent/simulator/simulated-gate.ts'
import { startMosquitto } from '../broker/brokers.ts'
import type { TestStack } from '../stack.ts'
import {
  phoneOf,
  press,
  reported,
  runs,
  slideByKeys,
  stackWithGate,
  toGate
} from '../browser/gates/gate-stage.ts'
import { expect, forFile, test } from '../browser/fixtures.ts'

let stack: TestStack
let gate: SimulatedGate
let agent: ChildProcess
const keep = forFile(async (keep) => {
  stack = keep(await stackWithGate())
  const local = keep(await startMosquitto())
  const url = `mqtt://127.0.0.1:${local.tcp}`
  gate = keep(
    await SimulatedGate.start({ url, controller: simulatedHomeAssistant('cong01'), travelMs: 3_000 })
  )
  agent = await runAgent(url)
  keep({ stop: async () => agent.kill('SIGKILL') })
})

/** The program beside the gate, as a commune runs it. */
async function runAgent(url: string): Promise<ChildProcess> {
  const { name: account, password } = await stack.account('agent')
  const config = join(stack.dataDir, 'agent.json')
  const controller = { broker: { url }, dialect: 'home-assistant', id: 'cong01/cua' }
  // At no hour two persons are asked for, so that this passes at night too.
  const policy = { twoPersons: null }
  const one = { gate: 'cong-1b', controller, travelSeconds: 3, policy }
  const settings = { server: stack.url, account, password, unit: stack.unit, dataDir: 'agent', gates: [one] }
  writeFileSync(config, JSON.stringify(settings))
  const child = spawn(process.execPath, ['scripts/agent.mjs', config], {
    stdio: ['ignore', 'ignore', 'inherit']
  })
  await stack.letInPhoneOf(account)
  return child
}

async function hold(page: Page) {
  await press(page, live.hold)
  await expect(reported(page)).toContainText(runs.closing)
  await page.mouse.up()
}

async function openWith(page: Page, reason: string) {
  await page.getByRole('link', { name: live.open }).click()
  await page.getByRole('radio', { name: live.form.hows.OPEN }).check({ force: true })
  await page.getByLabel(live.form.reason, { exact: true }).fill(reason)
  await page.getByLabel(live.form.unseen).check()
  await slideByKeys(page)
  await expect(reported(page)).toContainText(runs.opening)
}

test('the real app and the real agent: a gate is closed, stopped half-way, met by an obstacle and moved by hand; its agent is killed', async () => {
  const { phone } = await phoneOf(stack, 'officer')
  const { page } = keep(phone)
  await toGate(phone)
  await expect(reported(page)).toContainText(live.motions.open)

  await test.step('closed by holding, told by the gate itself', async () => {
    await hold(page)
    await expect(reported(page)).toContainText(live.motions.closed)
    await expect(page.getByText(`${gates.replies.completed}. ${live.reached}.`)).toBeVisible()
    expect(gate.shutter.position).toBe(0)
  })
  await test.step('opened by sliding, and stopped half-way', async () => {
    await openWith(page, 'Xe hàng đi chợ sớm')
    await page.getByRole('button', { name: live.stop, exact: true }).click()
    await expect(reported(page)).toContainText(live.motions.stopped)
    expect(gate.shutter.direction).toBe(0)
    expect(gate.shutter.position).toBeGreaterThan(0)
  })
  await test.step('something under it: told, and never forced', async () => {
    await openWith(page, 'Mở hết để dọn')
    await expect(reported(page).getByText(live.motions.open, { exact: true })).toBeVisible()
    gate.block(60)
    await hold(page)
    await expect(page.getByText(gates.replies.obstructed).first()).toBeVisible()
    expect(gate.shutter.position).toBe(60)
    gate.block(null)
  })
  await test.step('a hand at the wall is in the log', async () => {
    gate.press('open')
    await expect(reported(page).getByText(live.motions.open, { exact: true })).toBeVisible()
    const words = [gates.events['local-manual'], gates.events['unexpected-move']]
    await expect(page.getByText(new RegExp(words.join('|'))).first()).toBeVisible()
  })
  await test.step('its agent is killed: nobody can say, though it has said open a moment ago', async () => {
    agent.kill('SIGKILL')
    await once(agent, 'exit')
    await expect(reported(page)).toContainText(live.motions.unknown)
    await expect(reported(page).getByText(live.motions.open, { exact: true })).toHaveCount(0)
  })
})
