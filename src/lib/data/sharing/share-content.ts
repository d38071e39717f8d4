import type { LeftOut } from '#lib/ports/outbox.ts'

/** Most that one item keeps: UTF-16 letters, pictures, bytes of all pictures, and files whose words join its own. */
export const shareLimits = { letters: 20_000, pictures: 30, bytes: 24 * 1024 * 1024, texts: 5 } as const

/** Holds what is kept of something shared. */
interface ShareContent {
  text: string
  pictures: File[]
  leftOut: LeftOut
}

/**
 * Reads what is kept of something shared: its words, those of its text files, and its pictures. Looks no further than the
 * limits, and counts what is left out.
 */
export async function shareContent(form: FormData): Promise<ShareContent> {
  const files = form.getAll('file').filter((part) => part instanceof File && part.size > 0) as File[]
  const texts = files.filter(isText).slice(0, shareLimits.texts)
  const own = ['title', 'text', 'url'].map((name) => wordsOf(form.get(name)))
  const read = await Promise.all(texts.map(wordsIn))
  const found = [...own, ...read.flatMap((words) => words ?? [])]
  const parts = found.map((words) => bounded(words.trim())).filter(Boolean)
  const all = [...new Set(parts)].join('\n')
  const text = bounded(all)
  const offered = files.filter(isPicture)
  const pictures = fitting(offered)
  const readable = read.filter((words) => words !== null).length
  const leftOut = {
    words: text.length < all.length || found.some((words) => words.length > shareLimits.letters),
    pictures: offered.length - pictures.length,
    files: files.length - offered.length - readable
  }
  return { text, pictures, leftOut }
}

const isPicture = ({ type }: File) => type.startsWith('image/')
const isText = (file: File) =>
  !isPicture(file) && (file.type.startsWith('text/plain') || /\.txt$/i.test(file.name))
const wordsOf = (part: FormDataEntryValue | null) => (typeof part === 'string' ? part.trim() : '')

/** Cuts words off at the limit, and never within a character. */
const bounded = (words: string) =>
  words.length > shareLimits.letters
    ? words.slice(0, shareLimits.letters).replace(/[\uD800-\uDBFF]$/, '')
    : words

/** Returns the words at the beginning of a text file, one letter more than are kept where it goes on; null: it holds none. */
async function wordsIn(file: File): Promise<string | null> {
  // A letter takes three bytes at most, and a pair of them four.
  const bytes = await file.slice(0, 3 * shareLimits.letters + 4).arrayBuffer()
  const words = new TextDecoder().decode(bytes, { stream: true })
  return words.includes('\0') ? null : words
}

/** Returns the first pictures that fit together. */
function fitting(offered: readonly File[]): File[] {
  let bytes = 0
  const kept: File[] = []
  for (const picture of offered) {
    if (kept.length === shareLimits.pictures) break
    if (bytes + picture.size > shareLimits.bytes) continue
    bytes += picture.size
    kept.push(picture)
  }
  return kept
}
