import { sheets } from '#lib/i18n/gates/register-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { phoneScreen } from '../../launch.ts'
import { expect, test } from '../fixtures.ts'
import { approved, goInside, signIn } from '../phone.ts'

test('a day is written as it is read here, also in a browser of another language', async ({
  browser,
  demo
}) => {
  const context = await browser.newContext({ ...phoneScreen, locale: 'en-US', serviceWorkers: 'block' })
  const page = await context.newPage()
  await page.goto(demo.url)
  await signIn({ page, signal: { url: demo.url } }, 'ph-truong')
  await approved({ page })
  await goInside({ page }, '/gate/cong-1b/write')
  await page.getByRole('radio', { name: vi.note.earlier }).check({ force: true })
  const time = page.getByLabel(vi.note.time, { exact: true })
  await expect(time).toHaveValue(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/)
  await time.fill('')
  await time.pressSequentially('0103202623')
  await expect(time).toHaveValue('01/03/2026 23')
  await page.getByRole('button', { name: vi.note.save, exact: true }).click()
  await expect(page.getByText(vi.note.timeMissing)).toBeVisible()
  await time.press('End')
  await time.pressSequentially('05')
  await expect(time).toHaveValue('01/03/2026 23:05')
  await expect(page.getByText(vi.note.timeMissing)).toHaveCount(0)
  // The middle is mended where the caret stands.
  await time.press('Home')
  await time.press('Delete')
  await time.press('Delete')
  await time.pressSequentially('15')
  await expect(time).toHaveValue('15/03/2026 23:05')
  await goInside({ page }, '/gates/log')
  const from = page.getByLabel(sheets.search.from, { exact: true })
  await from.fill('5/3')
  await from.press('Tab')
  await expect(from).toHaveValue(/^05\/03\/\d{4}$/)
  await context.close()
})
