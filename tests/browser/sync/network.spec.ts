import { unsent } from '#lib/i18n/sync/unsent-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { TestStack } from '../../stack.ts'
import { allSent, phoneOf, stackWithGate } from '../gates/gate-stage.ts'
import { enterPin, openGate, openMore, readyForOffline, writeEntry } from '../phone.ts'
import { expect, forFile, forTest, test } from '../fixtures.ts'

let stack: TestStack
forFile(async (keep) => void (stack = keep(await stackWithGate())))
const keep = forTest()

test('a network that wants a sign-in first takes nothing, signs nobody out, replaces no page, and is named', async () => {
  const { phone } = await phoneOf(stack, 'keeper')
  keep(phone)
  const { page, signal } = phone
  await allSent(page)
  await readyForOffline(phone)
  signal.capture()
  await openGate(phone, 'Cổng Chùa')
  await writeEntry(phone, 'Ghi trong quán cà phê')
  await openMore(phone, vi.nav.sync)
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await expect(page.getByText(unsent.portal)).toBeVisible()
  await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.waiting(1)) })).toBeVisible()
  await expect(page.getByText(unsent.page.signInAgain)).toHaveCount(0)

  // Most lead to their page instead of giving it.
  signal.capture('redirect')
  await page.reload()
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText('Ghi trong quán cà phê')).toBeVisible()
  await expect(page.getByText(unsent.portal)).toBeVisible()
  signal.regain()
  await page.getByRole('button', { name: vi.syncing.now, exact: true }).click()
  await expect(page.getByText(vi.syncing.nothingWaiting)).toBeVisible()
  await expect(page.getByText(unsent.portal)).toHaveCount(0)
})
