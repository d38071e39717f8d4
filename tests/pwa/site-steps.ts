import { expect, test, type Page } from '@playwright/test'
import { openSite, type Site } from './site.ts'

/** Opens a site of one build for each test of a file, in a browser that has kept it. @returns the site of the running test */
export function forSite(): () => Site {
  let site: Site
  test.beforeEach(async ({ page }) => {
    site = await openSite()
    site.show('1001')
    await page.goto(site.url)
    await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  })
  test.afterEach(() => site.close().catch(() => {}))
  return () => site
}

export const shell = (version: string) => `so-tay-antt-shell-${version}`
export const caches = (page: Page) => page.evaluate(async () => (await window.caches.keys()).sort())

/** Puts another build in place and lets the page find it. */
export async function publish(site: Site, page: Page, version: string) {
  site.show(version)
  await page.reload()
  await expect(page.getByText('Có bản mới.')).toBeVisible()
}

export async function update(page: Page) {
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Cập nhật' }).click()
  await reloaded
  await expect(page.getByLabel('Tài khoản')).toBeVisible()
}
