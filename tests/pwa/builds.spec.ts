import { expect, test } from '@playwright/test'
import { caches, forSite, publish, shell, update } from './site-steps.ts'

const site = forSite()

test('the shells of two builds are kept, so that a page of the older one finds its parts', async ({
  page
}) => {
  await publish(site(), page, '1002')
  await update(page)
  expect(await caches(page)).toEqual([shell('1001'), shell('1002')])
  const status = (version: string) =>
    page.evaluate(
      async (path) => (await fetch(path, { cache: 'no-store' })).status,
      `/_app/immutable/part-${version}.js`
    )
  expect(await status('1001')).toBe(200)

  await publish(site(), page, '1003')
  await update(page)
  await expect.poll(() => caches(page)).toEqual([shell('1002'), shell('1003')])
  expect([await status('1001'), await status('1002')]).toEqual([404, 200])
})

test('a new build of which a network’s own page got in between is not taken: the old one goes on', async ({
  page
}) => {
  site().show('1002')
  // The worker itself has come; then the network asks for a sign-in.
  site().capture(/^\/(?!service-worker|_app\/version)/)
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
  site().capture(null)
  await publish(site(), page, '1002')
})
