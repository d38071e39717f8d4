import { expect, test } from '@playwright/test'
import { forSite, publish, update } from '../pwa/site-steps.ts'

const site = forSite()

test('after the first visit every address opens without a server', async ({ page }) => {
  await site().close()
  for (const path of ['', 'sync', 'gate/cong-1b']) {
    await page.goto(site().url + path)
    await expect(page.getByLabel('Tài khoản')).toBeVisible()
  }
})

test('a new build waits until somebody asks for it', async ({ page }) => {
  await expect(page.getByText('Có bản mới.')).toBeHidden()
  await publish(site(), page, '1002')
  const running = () =>
    page.evaluate(async () => {
      const { active, waiting } = (await navigator.serviceWorker.getRegistration())!
      return { active: active?.state, waiting: waiting?.state }
    })
  expect(await running()).toEqual({ active: 'activated', waiting: 'installed' })
  await update(page)
  await expect.poll(running).toEqual({ active: 'activated', waiting: undefined })
  await expect(page.getByText('Có bản mới.')).toBeHidden()
})

test('what only the server answers is neither cached nor replaced by the page', async ({ page }) => {
  const answer = await page.evaluate(async () => (await fetch('/session')).text())
  expect(answer).toContain('server')
  const kept = await page.evaluate(async () => {
    const names = await window.caches.keys()
    const lists = await Promise.all(names.map(async (name) => (await window.caches.open(name)).keys()))
    return lists.flat().map(({ url }) => new URL(url).pathname)
  })
  expect(kept).toContain('/')
  expect(kept.filter((path) => /^\/(db|session|mqtt|healthz)/.test(path))).toEqual([])
  await page.goto(`${site().url}healthz`)
  await expect(page.locator('body')).toContainText('server')
})
