import { keptQuarters } from '#lib/domain/retention/retention.ts'
import { books, readers, type Book, type Role } from '#lib/domain/roles.ts'
import { keptMs } from '#lib/domain/strangers/strangers.ts'

/** The roles that read each book, from the table by which the server lets phones read. */
export const bookReaders: readonly { book: Book; roles: readonly Role[] }[] = books.map((book) => ({
  book,
  roles: readers[book]
}))

/** How long the app itself keeps what has a term: pictures of strangers, days; busy books, quarters after their own. */
export const termsKept = { strangerDays: keptMs / 86_400_000, quarters: keptQuarters } as const
