import { readdirSync } from 'node:fs'
import gazetteer from '#lib/domain/units/ca-mau.json' with { type: 'json' }
import { phongHiepModels } from '../../sync-server/demo/movement/models.ts'
import type { Language } from '#lib/i18n/text.ts'

const folder = new URL('../../src/lib/i18n/', import.meta.url)

/** What every file of a language exports: the books' words come with their screens, each in a file of its own. */
const filesOf = (language: Language): Promise<unknown[]> =>
  Promise.all(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => new RegExp(`(^|[-/])${language}\\.ts$`).test(file))
      .map((file) => import(new URL(file, folder).href))
  )

/** The parts of every sentence that no argument changes. */
function fragments(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return said(value as (...given: unknown[]) => unknown).split(/\0|\d+/)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(fragments) : []
}

/** A sentence with nothing in it; some count, others are told a name. */
function said(sentence: (...given: unknown[]) => unknown): string {
  for (const given of ['\0', 2])
    try {
      return String(sentence(given, given, given))
    } catch {
      // It takes something else.
    }
  return ''
}
const wordsOf = (texts: readonly string[]) => new Set(texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []))

const sentences = { vi: fragments(await filesOf('vi')), en: fragments(await filesOf('en')) }
/** "Phước Long" is no English word. */
const places = [...gazetteer.units, ...gazetteer.districts].map(({ name }) => name)
const vietnamese = new Set([...wordsOf([...sentences.vi, ...places])].map((word) => word.toLowerCase()))
/** Words of four letters and more that only the English screens use: shorter ones are Vietnamese syllables too. */
const english = new Set(
  [...wordsOf(sentences.en)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4 && !vietnamese.has(word))
)
/** A model of the demo is called as its field is. */
const names = new Set(phongHiepModels.map(({ listing }) => listing.name))
const onlyVietnamese = new Set(
  sentences.vi
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text) && !sentences.en.includes(text) && !names.has(text))
)

/**
 * What stands on a screen in the other language. Names and entries are Vietnamese on every screen, so on the English
 * one a text counts when the app itself has it as a whole, between the dots of a line.
 */
export function foreign(texts: readonly string[], language: Language): string[] {
  if (language === 'vi') return [...wordsOf(texts)].filter((word) => english.has(word.toLowerCase()))
  return texts.flatMap((text) => text.split(/ · |: /)).filter((part) => onlyVietnamese.has(part.trim()))
}
