import { expect, test, type Page } from '@playwright/test'
import { openSite, type Site } from '../pwa/site.ts'

const shell = (version: string) => `so-tay-antt-shell-${version}`
let site: Site

test.beforeEach(async ({ page }) => {
  site = await openSite()
  site.show('1001')
  await page.goto(site.url)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
})
test.afterEach(() => site.close().catch(() => {}))

const caches = (page: Page) => page.evaluate(async () => (await window.caches.keys()).sort())

/** Puts another build in place and lets the page find it. */
async function publish(page: Page, version: string) {
  site.show(version)
  await page.reload()
  await expect(page.getByText('Có bản mới.')).toBeVisible()
}

async function update(page: Page) {
  const reloaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Cập nhật' }).click()
  await reloaded
  await expect(page.getByLabel('Tài khoản')).toBeVisible()
}

test('after the first visit every address opens without a server', async ({ page }) => {
  await site.close()
  for (const path of ['', 'sync', 'gate/cong-1b']) {
    await page.goto(site.url + path)
    await expect(page.getByLabel('Tài khoản')).toBeVisible()
  }
})

test('a new build waits until somebody asks for it', async ({ page }) => {
  await expect(page.getByText('Có bản mới.')).toBeHidden()
  await publish(page, '1002')
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

test('the shells of two builds are kept, so that a page of the older one finds its parts', async ({
  page
}) => {
  await publish(page, '1002')
  await update(page)
  expect(await caches(page)).toEqual([shell('1001'), shell('1002')])
  const status = (version: string) =>
    page.evaluate(
      async (path) => (await fetch(path, { cache: 'no-store' })).status,
      `/_app/immutable/part-${version}.js`
    )
  expect(await status('1001')).toBe(200)

  await publish(page, '1003')
  await update(page)
  await expect.poll(() => caches(page)).toEqual([shell('1002'), shell('1003')])
  expect([await status('1001'), await status('1002')]).toEqual([404, 200])
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
  await page.goto(`${site.url}healthz`)
  await expect(page.locator('body')).toContainText('server')
})

test('a new build of which a network’s own page got in between is not taken: the old one goes on', async ({
  page
}) => {
  site.show('1002')
  // The worker itself has come; then the network asks for a sign-in.
  site.capture(/^\/(?!service-worker|_app\/version)/)
  const ended = await page.evaluate(async () => {
    const registration = (await navigator.serviceWorker.getRegistration())!
    const found = new Promise((resolve) => registration.addEventListener('updatefound', resolve))
    await registration.update()
    await found
    const worker = registration.installing ?? registration.waiting!
    const isOver = () => ['installed', 'redundant'].includes(worker.state)
    while (!isOver())
      await new Promise((changed) => worker.addEventListener('statechange', changed, { once: true }))
    return worker.state
  })
  expect(ended).toBe('redundant')
  await page.reload()
  await expect(page.getByLabel('Tài khoản')).toBeVisible()
  site.capture(null)
  await publish(page, '1002')
})
