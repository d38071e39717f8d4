import { holdersAt } from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiBook, Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { holderNames } from '../holder-names.ts'
import type { Names } from './log-text.ts'

/** Returns the names in the log of a line as it is now; nobody holds a part of one that is not there yet. */
export function entryNames(book: Pick<HuiBook, 'nameOf'>, line: Line | null, t: HuiWords['hui']): Names {
  return {
    holder: (part, k) => (line ? holderNames(book, holdersAt(line, part, k), t) : ''),
    person: (id) => book.nameOf(id, t.person.erased)
  }
}
