import { join } from 'node:path'
import { test, type Page } from '@playwright/test'
import type { Language } from '#lib/i18n/text.ts'
import { complaints } from './complaints.ts'
import { examine, examineLarge } from './examine.ts'
import { examineReach } from './reach.ts'
import { examineTyping } from './typing.ts'
import { foreign } from './words.ts'

const sizes = {
  narrow: { width: 360, height: 740 },
  wide: { width: 1280, height: 800 },
  /** The narrow one held across. */
  across: { width: 740, height: 360 }
}
type Size = keyof typeof sizes
type Theme = 'light' | 'dark' | 'sun'
/** One way of looking at a screen, and what axe checks there: everything, only colours, only structure. */
type View = readonly [size: Size, theme: Theme, axe?: 'all' | 'colours' | 'build']

/** `LOOKS=all` looks in every size and theme; without it each screen is looked at where most faults show. */
export const isWhole = process.env['LOOKS'] === 'all'

type Views = Readonly<Record<Language, readonly View[]>>
/**
 * Views of a screen by language. Another language has other words, which no theme changes. The narrow one comes last:
 * the next screen is arrived at with it.
 */
const everyView: Views = {
  vi: [
    ['wide', 'light', 'build'],
    ['wide', 'dark', 'colours'],
    ['wide', 'sun'],
    ['narrow', 'light', 'all'],
    ['narrow', 'dark', 'colours'],
    ['narrow', 'sun', 'colours']
  ],
  en: [
    ['wide', 'light'],
    ['narrow', 'light', 'build']
  ]
}
const mainViews: Views = {
  vi: [
    ['wide', 'light', 'build'],
    ['narrow', 'dark', 'colours'],
    ['narrow', 'light', 'all']
  ],
  en: [['narrow', 'light']]
}
const fewViews: Views = {
  vi: [
    ['wide', 'light'],
    ['narrow', 'light', 'all']
  ],
  en: [['narrow', 'light']]
}

/**
 * Looks at the screen as it stands in each view, held across, and with letters twice as large.
 * @param isLike whether another screen of the same layout is looked at in more views
 * @returns what is wrong with it
 */
export async function look(page: Page, language: Language, name: string, isLike = false): Promise<string[]> {
  const found: string[] = []
  if (language === 'vi') found.push(...at(`${name} across`, await lookAcross(page)))
  const views = isWhole ? everyView : isLike ? fewViews : mainViews
  for (const [size, theme, axe] of views[language]) {
    await resize(page, size)
    const where = [name, language, size, theme].join(' ')
    found.push(...(await see(page, language, theme, where)))
    if (axe) found.push(...at(where, await complaints(page, axe)))
  }
  await wear(page, 'light')
  if (language === 'vi') found.push(...at(name, await examineTyping(page)))
  if (language === 'vi' || isWhole) found.push(...at(`${name} ${language}`, await examineLarge(page)))
  return found
}

/** Looks once at the screen as an officer without a network has it: on the phone, outdoors. */
export async function lookOffline(page: Page, language: Language, name: string): Promise<string[]> {
  const where = `${name} ${language} offline`
  await resize(page, 'narrow')
  const seen = await see(page, language, 'sun', where)
  return language === 'vi' ? [...seen, ...at(where, await complaints(page, 'build'))] : seen
}

/** What does not fit, or cannot be reached, on a phone held across. */
async function lookAcross(page: Page): Promise<string[]> {
  await resize(page, 'across')
  const { problems } = await examine(page)
  return [...problems, ...(await examineReach(page))]
}

const at = (where: string, problems: readonly string[]) => problems.map((problem) => `${where} — ${problem}`)

async function see(page: Page, language: Language, theme: Theme, where: string): Promise<string[]> {
  await wear(page, theme)
  // Nothing fails by a picture, and a picture takes as long as a look.
  if (isWhole) await picture(page, where)
  // Darkness has colours of its own and no sizes, as `tokens.test.ts` makes sure of.
  if (theme === 'dark') return []
  const { problems, texts } = await examine(page)
  const strange = foreign(texts, language).map((word) => `not in this language: ${word}`)
  return at(where, [...problems, ...strange])
}

async function resize(page: Page, size: Size): Promise<void> {
  if (page.viewportSize()?.width === sizes[size].width) return
  await page.setViewportSize(sizes[size])
  // Panes come and go with the width, one frame after it.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
}

async function wear(page: Page, theme: Theme): Promise<void> {
  await page.evaluate((theme) => {
    localStorage.setItem('theme', theme)
    dispatchEvent(new Event('theme-chosen'))
  }, theme)
}

/** Takes a screenshot of the whole page into `test-results/looks`. */
async function picture(page: Page, where: string): Promise<void> {
  const path = join(
    test.info().project.outputDir,
    'looks',
    `${where.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.jpeg`
  )
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path, type: 'jpeg', quality: 60, fullPage: true })
}
