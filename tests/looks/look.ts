import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Language } from '#lib/i18n/text.ts'
import { complaints } from './complaints.ts'
import { examine, examineLarge } from './examine.ts'
import { foreign } from './words.ts'

const sizes = { narrow: { width: 360, height: 740 }, wide: { width: 1280, height: 800 } }
const themes = ['light', 'dark', 'sun'] as const
type Size = keyof typeof sizes
type Theme = (typeof themes)[number]

/** The screen as it stands in every size and theme, and with letters twice as large; what is wrong with it. */
export async function look(page: Page, language: Language, name: string): Promise<string[]> {
  const found: string[] = []
  // The next screen is arrived at with the narrow one.
  for (const size of ['wide', 'narrow'] as const) {
    await resize(page, size)
    // Another language has other words, which no theme changes.
    for (const theme of language === 'vi' ? themes : (['light'] as const)) {
      const where = [name, language, size, theme].join(' ')
      found.push(...(await see(page, language, theme, where)))
      const asked = questions[language][`${size} ${theme}`]
      if (asked) found.push(...at(where, await complaints(page, asked)))
    }
  }
  await wear(page, 'light')
  return [...found, ...at(`${name} ${language}`, await examineLarge(page))]
}

/** What axe is asked: how a screen is built once for each size, its colours once for each theme, and at a desk in one. */
const questions: Record<Language, Partial<Record<`${Size} ${Theme}`, 'all' | 'colours' | 'build'>>> = {
  vi: {
    'narrow light': 'all',
    'narrow dark': 'colours',
    'narrow sun': 'colours',
    'wide light': 'build',
    'wide dark': 'colours'
  },
  en: { 'narrow light': 'build' }
}

/** The screen once, as an officer without a network has it: on the phone, outdoors. */
export async function lookOffline(page: Page, language: Language, name: string): Promise<string[]> {
  const where = `${name} ${language} offline`
  await resize(page, 'narrow')
  const seen = await see(page, language, 'sun', where)
  return language === 'vi' ? [...seen, ...at(where, await complaints(page, 'build'))] : seen
}

const at = (where: string, problems: readonly string[]) => problems.map((problem) => `${where} — ${problem}`)

async function see(page: Page, language: Language, theme: Theme, where: string): Promise<string[]> {
  await wear(page, theme)
  await picture(page, where)
  // Darkness has colours of its own and no sizes, as `tokens.test.ts` makes sure of.
  if (theme === 'dark') return []
  const { problems, texts } = await examine(page)
  const strange = foreign(texts, language).map((word) => `not in this language: ${word}`)
  return at(where, [...problems, ...strange])
}

async function resize(page: Page, size: Size): Promise<void> {
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

/** Only where `LOOKS` names a folder for them: to take one costs as much as to examine it. */
async function picture(page: Page, where: string): Promise<void> {
  const folder = process.env['LOOKS']
  if (!folder) return
  const path = join(folder, `${where.replaceAll(/\W+/g, '-')}.jpeg`)
  await page.evaluate(() => scrollTo(0, 0))
  await page.screenshot({ path, type: 'jpeg', quality: 60, fullPage: true })
}
