import { expect, test, type Page } from '@playwright/test'
import { alarm } from '#lib/i18n/alarm-vi.ts'
import { en } from '#lib/i18n/en.ts'
import { incidents } from '#lib/i18n/incidents-vi.ts'
import { inApp } from '#lib/i18n/in-app-vi.ts'
import { settingWords } from '#lib/i18n/settings.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Language, Words } from '#lib/i18n/words.ts'
import { enterPin, signIn } from '../phones/phone.ts'
import { startServer, type Server } from '../phones/server.ts'
import { look, lookOffline } from './look.ts'
import { looks, reported, type Look } from './screens.ts'

const languages: [Language, Words][] = [
  ['vi', vi],
  ['en', en]
]

let server: Server
test.beforeAll(async () => {
  test.setTimeout(180_000)
  server = await startServer()
})
test.afterAll(() => server.stop())
test.use({ serviceWorkers: 'block', contextOptions: { reducedMotion: 'reduce' }, actionTimeout: 15_000 })

/** Follows a link inside the app, so that the notebook stays open. */
async function go(page: Page, path: string) {
  await page.evaluate((path) => {
    const link = Object.assign(document.createElement('a'), { href: path })
    document.body.append(link)
    link.click()
    link.remove()
  }, path)
  await page.waitForURL((url) => url.pathname + url.search === path)
}

/** Arrives at a screen as somebody does who presses what is written on it; the name under which it is told of. */
async function arrive(page: Page, { account, path, search, press, shows }: Look, t: Words) {
  const pressed = press?.(t) ?? []
  await go(page, path)
  if (search) await page.getByRole('searchbox').fill(search)
  for (const name of pressed)
    await page
      .getByRole('link', { name })
      .or(page.getByRole('button', { name }))
      .and(page.locator(':not([inert] *)'))
      .filter({ visible: true })
      .first()
      .click()
  await expect(page.getByText(shows(t)).filter({ visible: true }).first()).toBeVisible()
  await expect(page.getByRole('status', { name: t.loading })).toHaveCount(0)
  return [`${account}${path}`, search, ...pressed.map((name) => name.slice(0, 16))]
    .filter(Boolean)
    .join(' › ')
}

const chip = (page: Page, t: Words, text: string) =>
  page
    .getByRole('link', { name: t.syncing.chip(text) })
    .filter({ visible: true })
    .first()

async function report(page: Page) {
  await go(page, '/incident/new')
  await page.getByRole('radio', { name: incidents.categories.theft }).check({ force: true })
  await page.getByLabel(incidents.form.text, { exact: true }).fill(reported)
  await page.getByRole('button', { name: vi.home.writeIncident, exact: true }).click()
  await expect(page.getByText(incidents.report, { exact: true })).toBeVisible()
}

/** It runs while the screens are looked at: first pages say so. */
async function startDrill(page: Page) {
  await go(page, '/alarm?drill')
  await page.getByRole('button', { name: alarm.holdDrill }).hover()
  await page.mouse.down()
  await expect(page.getByText(alarm.motorGates, { exact: true })).toBeVisible()
  await page.mouse.up()
}

for (const account of new Set(looks.map(({ account }) => account)))
  test(`the screens of ${account} are whole in every size, theme and language, online and offline`, async ({
    page,
    context
  }) => {
    const screens = looks.filter((look) => look.account === account)
    test.setTimeout(60_000 + screens.length * 40_000)
    await page.goto(server.url)
    await signIn({ page, signal: { url: server.url } }, account)
    if (account === 'ph-truong') {
      await report(page)
      await startDrill(page)
    }
    await expect(chip(page, vi, vi.syncing.allSent)).toBeVisible()
    for (const [language, t] of languages) {
      await go(page, '/settings')
      await page
        .getByRole('radio', { name: settingWords(language).languages[language] })
        .check({ force: true })
      // A language comes over the network.
      await expect(page.getByRole('heading', { name: t.settings.title, exact: true })).toBeVisible()
      for (const screen of screens)
        expect.soft(await look(page, language, await arrive(page, screen, t))).toEqual([])
      await go(page, '/sync')
      await expect(page.getByRole('button', { name: t.syncing.now })).toBeVisible()
      await context.setOffline(true)
      await page.getByRole('button', { name: t.syncing.now }).click()
      for (const screen of screens) {
        const name = await arrive(page, screen, t)
        await expect(chip(page, t, t.syncing.offline)).toBeVisible()
        expect.soft(await lookOffline(page, language, name)).toEqual([])
      }
      await context.setOffline(false)
    }
  })

test('so are the screens before a notebook opens', async ({ page, context }) => {
  await page.goto(server.url)
  for (const [language, t] of languages) {
    await page.evaluate((language) => localStorage.setItem('language', language), language)
    await page.reload()
    await expect(page.getByRole('button', { name: t.signIn.submit, exact: true })).toBeVisible()
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
  await page.evaluate(() => localStorage.setItem('language', 'vi'))
  await page.reload()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  expect.soft(await look(page, 'vi', 'locked')).toEqual([])
  await context.setOffline(true)
  expect.soft(await lookOffline(page, 'vi', 'locked')).toEqual([])
})

test.describe('inside another app', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36 Zalo android/12' })
  test('so is the way out of it', async ({ page }) => {
    await page.goto(server.url)
    await expect(page.getByRole('heading', { name: inApp.title })).toBeVisible()
    expect(await look(page, 'vi', 'in-app')).toEqual([])
  })
})
