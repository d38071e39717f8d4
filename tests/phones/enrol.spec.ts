import { expect, test } from '@playwright/test'
import { maxReason } from '#lib/domain/directory/facts.ts'
import { gates } from '#lib/i18n/gates-vi.ts'
import { live } from '#lib/i18n/gate-live-vi.ts'
import { standing } from '#lib/i18n/standing-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { words } from '../inputs/odd.ts'
import type { TestStack } from '../stack.ts'
import { phoneOf, press, reported, stackWithGate, toGate } from './gate-stage.ts'
import { goInside } from './phone.ts'
import { ScriptedAgent } from './scripted-agent.ts'

let stack: TestStack
let agent: ScriptedAgent | undefined
const after: (() => Promise<void>)[] = []
test.beforeEach(async () => void (stack = await stackWithGate()))
test.afterEach(async () => {
  for (const undo of after.splice(0)) await undo()
  await agent?.stop()
  await stack.stop()
})

test('a lost phone is taken out of use by a hold with its reason: the gate obeys it no more, its records stay', async () => {
  agent = await ScriptedAgent.start(stack, 'cong-1b')
  const officer = await phoneOf(stack, 'officer', agent)
  const commander = await phoneOf(stack, 'commander', agent)
  after.push(() => officer.phone.throwAway())
  after.push(() => commander.phone.throwAway())
  const { page } = commander.phone
  await toGate(officer.phone)
  await expect(reported(officer.phone.page)).toContainText(live.motions.open)

  await goInside(commander.phone, '/phones')
  await page.getByRole('link', { name: new RegExp(officer.account.name) }).click()
  await expect(page.getByText(standing.phone.text)).toBeVisible()
  for (const { typed, says } of words(maxReason, standing.reasonMissing)) {
    await page.getByLabel(standing.reason).fill(typed)
    await press(page, standing.phone.hold)
    await expect(page.getByText(says, { exact: true })).toBeVisible()
    await page.mouse.up()
  }
  await page.getByLabel(standing.reason).fill('Mất máy ở chợ')
  await press(page, standing.phone.hold)
  await expect(page.getByText(standing.pick)).toBeVisible()
  await page.mouse.up()
  await page.getByRole('link', { name: new RegExp(officer.account.name) }).click()
  await expect(page.getByText('Mất máy ở chợ')).toBeVisible()
  await expect(page.getByRole('button', { name: standing.phone.readmit })).toBeVisible()

  await expect.poll(() => agent!.learn().then(() => agent!.knowsBarred)).toBe(1)
  await press(officer.phone.page, live.hold)
  await expect(officer.phone.page.getByText(gates.refusals.REVOKED)).toBeVisible()
  await officer.phone.page.mouse.up()
  expect(agent.moves).toEqual([])
})
