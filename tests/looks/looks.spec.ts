import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test as base, type Page } from '@playwright/test'
import { en } from '#lib/i18n/en.ts'
import { inApp } from '#lib/i18n/access/in-app-browser-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Language } from '#lib/i18n/text.ts'
import type { Words } from '#lib/i18n/words.ts'
import { serveApp } from '../../sync-server/serve-app.ts'
import { enterPin, goInside, signIn } from '../browser/phone.ts'
import { takeViolations, watchPolicy } from '../browser/policy.ts'
import { startServer, type Server } from '../browser/server.ts'
import { patience } from '../launch.ts'
import { isWhole, look, lookOffline } from './look.ts'
import { arrivesAt, layoutOf, screenOf, type Look } from './screen.ts'
import { looks } from './screens.ts'
import { seed } from './seed.ts'
import { screensOf, tours } from './tours.ts'

const languages: [Language, Words][] = [
  ['vi', vi],
  ['en', en]
]

/** Each worker has a server of its own, with what a screen needs and the demo leaves out. */
const test = base.extend<object, { server: Server & { tell: Awaited<ReturnType<typeof seed>> } }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what a fixture needs
    async ({}, use) => {
      const server = await startServer()
      await use({ ...server, tell: await seed(server) })
      await server.stop()
    },
    { scope: 'worker' }
  ],
  context: async ({ context }, use) => {
    await watchPolicy(context)
    await use(context)
    expect(takeViolations()).toEqual([])
  }
})
test.describe.configure({ mode: 'parallel' })
test.use({ serviceWorkers: 'block', contextOptions: { reducedMotion: 'reduce' } })

/** Arrives at a screen as somebody does who presses what is written on it. @returns the name under which it is told of */
async function arrive(page: Page, screen: Look) {
  const { account, path, search, choose, press } = screen
  const pressed = press?.(vi) ?? []
  const [field, choice] = choose?.(vi) ?? []
  // From elsewhere, so that nothing of another look is left.
  if (page.url().endsWith(path)) await goInside({ page }, '/more')
  await goInside({ page }, path)
  if (search) await page.getByRole('searchbox').fill(search)
  if (field && choice) await page.getByLabel(field, { exact: true }).selectOption(choice)
  for (const name of pressed) await follow(page, name)
  await shown(page, screen, vi)
  await expect(page.getByRole('status', { name: vi.loading })).toHaveCount(0)
  expect(screenOf(new URL(page.url()).pathname)).toBe(arrivesAt(screen))
  return [`${account}${path}`, search, choice, ...pressed.map((name) => name.slice(0, 16))]
    .filter(Boolean)
    .join(' › ')
}

/**
 * Presses a link, a button, a fold or a choice. A link is followed to its end: until then the page before it still has buttons of
 * nearly the same name.
 */
async function follow(page: Page, name: string) {
  const target = page
    .getByRole('link', { name })
    .or(page.getByRole('button', { name }))
    .or(page.locator('summary').filter({ hasText: name }))
    .or(page.locator('label.option').filter({ hasText: name }))
    .and(page.locator(':not([inert] *)'))
    .filter({ visible: true })
    .first()
  // A look that presses what is not there fails soon, not at the end of its tour.
  const leads = await target.getAttribute('href', { timeout: 15_000 })
  const there = leads && new URL(leads, page.url()).href
  await target.click()
  if (there) await page.waitForURL(there)
}

async function shown(page: Page, { shows }: Look, t: Words) {
  await expect(page.getByText(shows(t)).filter({ visible: true }).first()).toBeVisible()
}

/** Changes the language of the screen as it stands, as when it is chosen in another tab. */
async function speak(page: Page, language: Language) {
  await page.evaluate((language) => {
    localStorage.setItem('language', language)
    dispatchEvent(new StorageEvent('storage', { key: 'language', newValue: language }))
  }, language)
  await expect(page.locator('html')).toHaveAttribute('lang', language)
}

const chip = (page: Page, t: Words, text: string) =>
  page
    .getByRole('link', { name: t.syncing.chip(text) })
    .filter({ visible: true })
    .first()

/** Looks at each of the screens in both languages. */
async function lookAtAll(page: Page, screens: readonly Look[], how: typeof look | typeof lookOffline) {
  for (const screen of screens) {
    // One that cannot be reached hides none of the others.
    const name = await arrive(page, screen).catch((problem: Error) => problem)
    if (typeof name !== 'string') {
      expect.soft(name.message, screen.path).toBe('')
      continue
    }
    for (const [language, t] of languages) {
      await speak(page, language)
      await shown(page, screen, t)
      if (how === lookOffline) await expect(chip(page, t, t.syncing.offline)).toBeVisible()
      expect.soft(await how(page, language, name, !firstOfLayout.has(screen))).toEqual([])
    }
    await speak(page, 'vi')
  }
}

/** One screen of each layout, of those that can be looked at without a network. */
const lasting = looks.filter(({ live }) => !live)
const firstOfLayout = new Set(
  new Map(lasting.toReversed().map((screen) => [layoutOf(screen), screen])).values()
)
const offline = isWhole ? new Set(lasting) : firstOfLayout

for (const tour of tours)
  test(`the ${tour.part ?? 'screens'} of ${tour.account} are whole in each size, theme and language, online and offline`, async ({
    page,
    context,
    server
  }) => {
    const screens = screensOf(tour)
    test.setTimeout(5 * patience + screens.length * 20_000)
    await page.goto(server.url)
    await signIn({ page, signal: server }, tour.account)
    await tour.before?.(page, server.tell)
    await expect(chip(page, vi, vi.syncing.allSent)).toBeVisible()
    await lookAtAll(page, screens, look)
    const without = screens.filter((screen) => offline.has(screen))
    if (without.length === 0) return
    await goInside({ page }, '/sync')
    await expect(page.getByRole('button', { name: vi.syncing.now })).toBeVisible()
    await context.setOffline(true)
    await page.getByRole('button', { name: vi.syncing.now }).click()
    await lookAtAll(page, without, lookOffline)
  })

test('every screen that is looked at is in one tour', () => {
  const toured = tours.flatMap(screensOf)
  expect(looks.filter((look) => toured.filter((other) => other === look).length !== 1)).toEqual([])
})

/** Every file of a build by its path, without what is packed for the way. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(js|css|html|json)$/.test(file)
  )

test('every part of ui is whole in the gallery, which is built apart: officers get none of it', async ({
  page
}) => {
  const vite = join('node_modules', 'vite', 'bin', 'vite.js')
  await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    env: { ...process.env, GALLERY: '1' }
  })
  const gallery = '.svelte-kit/gallery/build'
  const mark = 'data-gallery'
  const marked = (folder: string) =>
    filesOf(folder).filter((file) => readFileSync(join(folder, file), 'utf8').includes(mark))
  // The search itself works: the gallery's own build has it.
  expect(marked(gallery)).not.toEqual([])
  expect(marked('build')).toEqual([])
  const site = createServer(serveApp(gallery)).listen(0, '127.0.0.1')
  await once(site, 'listening')
  await page.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}`)
  for (const [language, t] of languages) {
    await speak(page, language)
    await expect(page.getByText(t.pin.opening).first()).toBeVisible()
    expect.soft(await look(page, language, 'gallery')).toEqual([])
  }
  site.closeAllConnections()
  site.close()
})

test('so are the screens before a notebook opens, and where no screen is', async ({
  page,
  context,
  server
}) => {
  await page.goto(server.url)
  await expect(page.getByRole('button', { name: vi.signIn.submit, exact: true })).toBeVisible()
  for (const [language] of languages) {
    await speak(page, language)
    expect.soft(await look(page, language, 'sign-in')).toEqual([])
  }
  const t: Words = en
  await page.getByLabel(t.signIn.account, { exact: true }).fill('ph-truc')
  await page.getByLabel(t.signIn.password, { exact: true }).fill('antt-demo')
  await context.setOffline(true)
  await page.getByRole('button', { name: t.signIn.submit, exact: true }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  expect.soft(await lookOffline(page, 'en', 'sign-in')).toEqual([])
  await context.setOffline(false)
  await page.getByRole('button', { name: t.signIn.submit, exact: true }).click()
  await expect(page.getByRole('heading', { name: t.pin.choose })).toBeVisible()
  expect.soft(await look(page, 'en', 'choose-pin')).toEqual([])
  await enterPin(page, t.pin.choose)
  await enterPin(page, t.pin.again)
  await expect(page.getByRole('navigation')).toBeVisible()
  await speak(page, 'vi')
  await page.goto(`${server.url}/khong-co`)
  await enterPin(page, vi.pin.enter)
  await expect(page.getByText(vi.broken.missing)).toBeVisible()
  expect.soft(await look(page, 'vi', 'no-such-page')).toEqual([])
  await page.reload()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  expect.soft(await look(page, 'vi', 'locked')).toEqual([])
  await context.setOffline(true)
  expect.soft(await lookOffline(page, 'vi', 'locked')).toEqual([])
})

test.describe('inside another app', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36 Zalo android/12' })
  test('so is the way out of it', async ({ page, server }) => {
    await page.goto(server.url)
    await expect(page.getByRole('heading', { name: inApp.title })).toBeVisible()
    expect(await look(page, 'vi', 'in-app')).toEqual([])
  })
})
