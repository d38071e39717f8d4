import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { en } from '#lib/i18n/en.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Language, Words } from '#lib/i18n/words.ts'
import { enterPin, signIn } from '../phones/phone.ts'
import { startServer, type Server } from '../phones/server.ts'
import { examine } from './examine.ts'
import { looks } from './screens.ts'
import { foreign } from './words.ts'

/** Set to a folder, each look is kept there as a picture. */
const pictures = process.env['LOOKS']
const sizes = { narrow: { width: 360, height: 740 }, wide: { width: 1280, height: 800 } }
const themes = ['light', 'dark', 'sun'] as const
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
test.use({ serviceWorkers: 'block', contextOptions: { reducedMotion: 'reduce' } })

/** Every size and theme of the screen as it stands. */
async function look(page: Page, language: Language, name: string) {
  const found: string[] = []
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    // Panes come and go with the width, one frame after it.
    await page.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    )
    for (const theme of themes) {
      await page.evaluate((theme) => {
        localStorage.setItem('theme', theme)
        dispatchEvent(new Event('theme-chosen'))
      }, theme)
      const { problems, texts } = await examine(page)
      const broken = await complaints(page, language, theme)
      const strange = foreign(texts, language).map((word) => `not in this language: ${word}`)
      const where = [name, language, size, theme].join(' ')
      found.push(...[...problems, ...broken, ...strange].map((problem) => `${where} — ${problem}`))
      if (pictures)
        await page.screenshot({
          path: join(pictures, `${where.replaceAll(/\W+/g, '-')}.png`),
          fullPage: true
        })
    }
  }
  return found
}

/** What axe says: everything in the first theme; another one changes colours only, and they are the same in each language. */
async function complaints(page: Page, language: Language, theme: (typeof themes)[number]) {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  if (theme !== 'light') {
    if (language !== 'vi') return []
    axe.withRules('color-contrast')
  }
  const { violations } = await axe.analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

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

for (const account of new Set(looks.map(({ account }) => account)))
  test(`the screens of ${account} are whole in every size, theme and language`, async ({ page }) => {
    const own = looks.filter((look) => look.account === account)
    test.setTimeout(60_000 + own.length * 20_000)
    const found: string[] = []
    await page.goto(server.url)
    await signIn({ page, signal: { url: server.url } }, account)
    await expect(page.getByRole('link', { name: vi.syncing.chip(vi.syncing.allSent) }).first()).toBeVisible()
    for (const [language, t] of languages) {
      await go(page, '/settings')
      await page.getByRole('radio', { name: t.settings.languages[language] }).check({ force: true })
      for (const { path, shows } of own) {
        await go(page, path)
        await expect(
          page.getByText(shows(t), { exact: true }).filter({ visible: true }).first()
        ).toBeVisible()
        await expect(page.getByRole('status', { name: t.loading })).toHaveCount(0)
        found.push(...(await look(page, language, `${account}${path}`)))
      }
    }
    expect(found).toEqual([])
  })

test('so are the screens before a notebook opens', async ({ page }) => {
  const found: string[] = []
  await page.goto(server.url)
  for (const [language, t] of languages) {
    await page.evaluate((language) => localStorage.setItem('language', language), language)
    await page.reload()
    await expect(page.getByRole('button', { name: t.signIn.submit, exact: true })).toBeVisible()
    found.push(...(await look(page, language, 'sign-in')))
  }
  const t: Words = en
  await page.getByLabel(t.signIn.account, { exact: true }).fill('ph-truc')
  await page.getByLabel(t.signIn.password, { exact: true }).fill('antt-demo')
  await page.getByRole('button', { name: t.signIn.submit, exact: true }).click()
  await expect(page.getByRole('heading', { name: t.pin.choose })).toBeVisible()
  found.push(...(await look(page, 'en', 'choose-pin')))
  await enterPin(page, t.pin.choose)
  await enterPin(page, t.pin.again)
  await expect(page.getByRole('navigation')).toBeVisible()
  await page.evaluate(() => localStorage.setItem('language', 'vi'))
  await page.reload()
  await expect(page.getByRole('heading', { name: vi.pin.enter })).toBeVisible()
  found.push(...(await look(page, 'vi', 'locked')))
  expect(found).toEqual([])
})

test.describe('inside another app', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Linux; Android 10) Chrome/120.0 Mobile Safari/537.36 Zalo android/12' })
  test('so is the way out of it', async ({ page }) => {
    await page.goto(server.url)
    await expect(page.getByRole('heading', { name: vi.inApp.title })).toBeVisible()
    expect(await look(page, 'vi', 'in-app')).toEqual([])
  })
})
