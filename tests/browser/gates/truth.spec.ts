import type { Page } from '@playwright/test'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { hand } from '#lib/i18n/gates/manual-vi.ts'
import { noticeSentence } from '#lib/i18n/settings/notices.ts'
import { notices } from '#lib/i18n/settings/notices-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { phoneOf, press, reported, runs, stackWithGate, toGate } from './gate-stage.ts'
import { goInside, type Phone } from '../phone.ts'
import { ScriptedAgent } from './scripted-agent.ts'
import { expect, forFile, test } from '../fixtures.ts'

let agent: ScriptedAgent
let chief: Phone
let keeper: Phone

test.describe.configure({ mode: 'serial' })
forFile(async (keep) => {
  const stack = keep(await stackWithGate())
  agent = keep(await ScriptedAgent.start(stack, 'cong-1b'))
  chief = keep((await phoneOf(stack, 'commander', agent)).phone)
  keeper = keep((await phoneOf(stack, 'keeper', agent)).phone)
})

const { states } = vi.gates
const tile = () => chief.page.getByRole('link', { name: vi.home.gatesOpen })
const row = (page: Page) =>
  page.getByRole('link', { name: 'Cổng 1B' }).and(page.locator('[href="/gate/cong-1b"]'))
/** The gate on the keeper's first page. */
async function picture(): Promise<ReturnType<typeof row>> {
  const { page } = keeper
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await page.getByRole('radio', { name: 'Cổng 1B' }).check({ force: true })
  return page.locator('a[data-tone][href="/gate/cong-1b"]')
}

test('a keeper’s word does not overrule the gate: both stand there, and where they contradict each other all say so first', async () => {
  await expect(tile()).toContainText('1/ 2')
  await expect(tile()).toContainText(vi.home.gatesElse(0, 1))
  const own = await picture()
  await expect(own).toContainText(states.open)
  await goInside(keeper, '/gate/cong-1b/hand?what=closed')
  await keeper.page.getByRole('button', { name: hand.without }).click()
  await expect(keeper.page.getByText(vi.saved.here)).toBeVisible()

  const differs = /Không khớp: cổng báo đang mở, .* ghi đã đóng lúc \d\d:\d\d/
  await expect(keeper.page.getByRole('status').filter({ hasText: differs })).toBeVisible()
  await expect(reported(keeper.page)).toContainText(states.open)
  await picture()
  await expect(keeper.page.getByRole('status').filter({ hasText: differs })).toBeVisible()
  await expect(own).toHaveAttribute('data-tone', 'red')
  await expect(own).toContainText(states.open)
  await expect(own).toContainText(/Theo lời .*: Đã đóng/)

  await expect(chief.page.getByRole('link', { name: live.concerns.contradicted('Cổng 1B') })).toBeVisible()
  await expect(tile()).toContainText('1/ 2')
  await expect(tile()).toContainText(vi.home.gatesElse(0, 1))
  await goInside(chief, '/gates')
  await expect(row(chief.page)).toContainText(differs)
  await expect(row(chief.page)).toContainText(states.open)
  await toGate(chief)
  await expect(chief.page.getByRole('status').filter({ hasText: differs })).toBeVisible()
})

test('once the gate reports as the keeper said, nothing is amiss and all count it as closed', async () => {
  const { page } = chief
  await press(page, live.hold)
  await expect(reported(page)).toContainText(runs.closing)
  await expect(reported(page)).toContainText(states.moving)
  await page.mouse.up()
  await expect(reported(page)).toContainText(states.closed)
  await expect(page.getByText(/Không khớp/)).toHaveCount(0)
  await page.getByRole('link', { name: vi.nav.today, exact: true }).click()
  await expect(tile()).toContainText(states.unknown)
  await expect(tile()).toContainText(vi.home.gatesElse(1, 1))
  await expect(page.getByText(live.concerns.contradicted('Cổng 1B'))).toHaveCount(0)
  await expect(await picture()).toHaveAttribute('data-tone', 'green')
})

test('that a gate was left open is over when it has closed, wherever the phone is', async () => {
  const { page } = chief
  const sentence = noticeSentence(notices, { kind: 'not-closed', minutes: undefined })
  await agent.tellAll('not-closed')
  const banner = page.getByRole('status').filter({ hasText: sentence })
  await expect(banner).toBeVisible()
  await agent.say({ reportedAt: Date.now() })
  await expect(banner).toHaveCount(0)
})

test('without a signal a motor gate has no state, only old news with its hour, and nothing is green', async () => {
  const own = await picture()
  keeper.signal.lose()
  await expect(own).toContainText(states.unknown)
  await expect(own).toContainText(/Tin cũ lúc \d\d:\d\d: Đã đóng/)
  await expect(own).toHaveAttribute('data-tone', 'plain')
  chief.signal.lose()
  await expect(tile()).toContainText(vi.home.gatesElse(0, 2))
  await goInside(chief, '/gates')
  await expect(row(chief.page)).toContainText(/Không rõ · Tin cũ lúc \d\d:\d\d: Đã đóng/)
  await goInside(chief, '/gate/cong-1b')
  await expect(reported(chief.page)).toContainText(states.unknown)
  await expect(reported(chief.page)).toContainText(/Tin cũ lúc/)
})
