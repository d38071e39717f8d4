/** The diacritics that Vietnamese puts above and below Latin letters; Khmer's own signs are not among them. */
const diacritics = /[\u0300-\u036F]/g
const notInWords = /[^\p{L}\p{M}\p{N}]+/u

/**
 * Folds a text to the way people type in a hurry: lower case, no diacritics, `d` for `đ`; other scripts stay as they
 * are.
 */
export function folded(text: string): string {
  return text.normalize('NFD').replace(diacritics, '').normalize('NFC').toLowerCase().replaceAll('đ', 'd')
}

const wordsOf = (text: string) => folded(text).split(notInWords).filter(Boolean)

/**
 * Tells how near texts come to what was typed: 0 where one is the query, 1 where one begins with it, 2 otherwise. What is found
 * is sorted by it first.
 */
export function nearness(query: string, texts: readonly string[]): 0 | 1 | 2 {
  const typed = wordsOf(query).join(' ')
  const all = texts.map((text) => wordsOf(text).join(' '))
  return all.includes(typed) ? 0 : all.some((text) => text.startsWith(typed)) ? 1 : 2
}

/**
 * Tells whether each word of the query begins some word of the texts: "ba hue" finds "Tăng Mỹ Huệ (Ba Huệ)". A blank
 * query finds everything; one of punctuation alone finds nothing.
 */
export function finds(query: string, texts: readonly string[]): boolean {
  const starts = wordsOf(query)
  if (starts.length === 0) return query.trim() === ''
  const words = texts.flatMap(wordsOf)
  return starts.every((start) => words.some((word) => word.startsWith(start)))
}
