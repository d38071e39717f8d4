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
  await context.close()
})
