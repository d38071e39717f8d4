import type { HuiBook, Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'

/**
 * Returns the names of those who hold a part, in their order, each with how much of a cut one.
 * @param of how many units the whole part has: while it is being divided, more than its holders have
 */
export function holderNames(
  book: Pick<HuiBook, 'nameOf'>,
  holders: Line['parts'][number]['holders'],
  t: HuiWords['hui'],
  of = holders.reduce((sum, { units }) => sum + units, 0)
): string {
  return holders
    .map(({ person, units }) => t.members.named(book.nameOf(person, t.person.erased), units, of))
    .join(', ')
}
