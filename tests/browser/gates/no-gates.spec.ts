import { expect, test } from '@playwright/test'
import { vi } from '#lib/i18n/vi.ts'
import { newPhone, signIn } from '../phone.ts'
import { startServer } from '../server.ts'

test('a unit without gates is told so once it has synced', async () => {
  test.setTimeout(180_000)
  const server = await startServer()
  const phone = await newPhone(server.url)
  try {
    await signIn(phone, 'lt-truong')
    await phone.page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
    await expect(phone.page.getByText(vi.gates.noneText)).toBeVisible({ timeout: 60_000 })
    await expect(phone.page.getByText(vi.gates.emptyText)).toHaveCount(0)
  } finally {
    await phone.throwAway()
    await server.stop()
  }
})
