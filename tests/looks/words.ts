import gazetteer from '#lib/domain/units/ca-mau.json' with { type: 'json' }
import { en } from '#lib/i18n/en.ts'
import { vi } from '#lib/i18n/vi.ts'
import type { Language } from '#lib/i18n/words.ts'

/** The parts of every sentence that no argument changes. */
function fragments(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value === 'function') return String(value('\0', '\0', '\0')).split(/\0|\d+/)
  return Object.values(value as object).flatMap(fragments)
}
const wordsOf = (texts: readonly string[]) => new Set(texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []))

const sentences = { vi: fragments(vi), en: fragments(en) }
/** "Phước Long" is no English word. */
const places = [...gazetteer.units, ...gazetteer.districts].map(({ name }) => name)
const vietnamese = new Set([...wordsOf([...sentences.vi, ...places])].map((word) => word.toLowerCase()))
/** Words of four letters and more that only the English screens use: shorter ones are Vietnamese syllables too. */
const english = new Set(
  [...wordsOf(sentences.en)]
    .map((word) => word.toLowerCase())
    .filter((word) => word.length >= 4 && !vietnamese.has(word))
)
const onlyVietnamese = new Set(
  sentences.vi.map((text) => text.trim()).filter((text) => text && !sentences.en.includes(text))
)

/**
 * What stands on a screen in the other language. Names and entries are Vietnamese on every screen, so on the English
 * one a text counts when the app itself has it as a whole, between the dots of a line.
 */
export function foreign(texts: readonly string[], language: Language): string[] {
  if (language === 'vi') return [...wordsOf(texts)].filter((word) => english.has(word.toLowerCase()))
  return texts.flatMap((text) => text.split(/ · |: /)).filter((part) => onlyVietnamese.has(part.trim()))
}
