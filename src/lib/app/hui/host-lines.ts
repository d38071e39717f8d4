import type { HuiBook } from './hui-book.svelte.ts'
import type { HuiLine } from './hui-line.svelte.ts'

/** Returns a person's own lines with all their records; null while these are being read. */
export function hostLines(book: Pick<HuiBook, 'linesOfHost' | 'line'>, host: string): HuiLine[] | null {
  const own = book.linesOfHost(host).map(({ id }) => book.line(id))
  // Asks all, so that all are being read.
  return own.map(({ arrived }) => arrived).includes(false) ? null : own
}
