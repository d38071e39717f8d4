import { vi } from '#lib/i18n/vi.ts'
import { newPhone, signIn } from '../phone.ts'
import { expect, forTest, test } from '../fixtures.ts'

const keep = forTest()

test('a unit without gates is told so once it has synced', async ({ demo }) => {
  const phone = keep(await newPhone(demo.url))
  await signIn(phone, 'lt-truong')
  await phone.page.getByRole('link', { name: vi.nav.gates, exact: true }).click()
  await expect(phone.page.getByText(vi.gates.noneText)).toBeVisible()
  await expect(phone.page.getByText(vi.gates.emptyText)).toHaveCount(0)
})
