import { gates } from '#lib/i18n/gates/gates-vi.ts'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { orders } from '#lib/i18n/gates/commands-vi.ts'
import { expect, test } from '../fixtures.ts'
import { goInside } from '../phone.ts'
import { slideByKeys } from './gate-stage.ts'
import { ownGates } from './own-gates.ts'

const { startAgent, phoneOf, toOwnGate, own } = ownGates()

test('a gate that a passage holds open says so whatever is asked meanwhile, and after a stop that it stays open', async () => {
  const agent = await startAgent({ position: 0, travelMs: 1_500, schedule: { closeAt: '22:00' } })
  const { phone, page } = await phoneOf('commander')
  await agent.learn()
  const left = page.getByRole('timer')
  await toOwnGate(phone, '/open')
  await page.getByLabel(live.form.reason, { exact: true }).fill('Ghe về')
  await page.getByLabel(live.form.unseen).check()
  await slideByKeys(page)
  await expect(left).toHaveText(/^còn \d+ giây$/)
  await expect(page.getByText(live.form.passText)).toHaveCount(0)

  await page.getByRole('link', { name: orders.lock.open, exact: true }).click()
  await page.getByRole('radio', { name: orders.lock.kinds.alarm }).check({ force: true })
  await page.getByLabel(orders.lock.reason, { exact: true }).fill('Đuổi bắt')
  await page.getByRole('button', { name: orders.lock.lock, exact: true }).click()
  await expect(page.getByText(gates.done.LOCK(0), { exact: true }).first()).toBeVisible()
  await expect(left).toBeVisible()
  await goInside(phone, '/gates')
  const row = page.locator(`a[href="/gate/${own().gate}"]`, { has: page.locator('.state') })
  await expect(row).toContainText(live.held.closes)

  await toOwnGate(phone)
  await page.getByRole('button', { name: live.stop, exact: true }).click()
  await expect(page.getByText(live.held.over)).toBeVisible()
  await expect(left).toHaveCount(0)
  expect(agent.moves).toEqual(['OPEN', 'STOP'])
})
