import { expect, test } from '@playwright/test'
import { maxReason } from '#lib/domain/directory/facts.ts'
import { gates } from '#lib/i18n/gates-vi.ts'
import { live } from '#lib/i18n/gate-live-vi.ts'
import { standing } from '#lib/i18n/standing-vi.ts'
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
  await expect(page.getByText(standing.pick)).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/phones.png` })
  await page.getByRole('link', { name: new RegExp(officer.account.name) }).click()
  await expect(page.getByText(standing.phone.text)).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/revoke.png` })
  const field = page.getByLabel(standing.reason)
  const odd = words(maxReason, standing.reasonMissing)
  for (const { typed, says } of odd.filter(
    ({ says }, i) => odd.findIndex((row) => row.says === says) === i
  )) {
    await field.evaluate((element, text) => {
      ;(element as HTMLInputElement).value = text
      element.dispatchEvent(new Event('input', { bubbles: true }))
    }, typed)
    await press(page, standing.phone.hold)
    await expect(page.getByText(says, { exact: true })).toBeVisible()
    await page.mouse.up()
    await expect(field).toHaveValue(typed)
  }
  await page.getByLabel(standing.reason).fill('Mất máy ở chợ')
  await press(page, standing.phone.hold)
  await expect(page.getByText(standing.pick)).toBeVisible()
  await page.mouse.up()
  await page.getByRole('link', { name: new RegExp(officer.account.name) }).click()
  await expect(page.getByText('Mất máy ở chợ')).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/revoked.png` })
  await expect(page.getByRole('button', { name: standing.phone.readmit })).toBeVisible()

  // The broker throws it out, and its own screen says why.
  await expect(officer.phone.page.getByText(gates.refusals.REVOKED)).toBeVisible()
  await expect(officer.phone.page.getByRole('button', { name: live.notSent })).toBeVisible()
  expect(agent.heard).toEqual([])
})
