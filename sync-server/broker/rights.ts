import { books, mayRead, rolesIn, type Book } from '#lib/domain/roles.ts'

const bell = /^antt\/v1\/([a-z0-9-]{1,64})\/bell\/([a-z]{1,20})$/

/**
 * May an account with these CouchDB roles (`<unit>:<role>`) hear this topic?
 * Only the bell of a book it reads; a filter with a wildcard is never one.
 */
export function mayHear(granted: readonly string[], topic: string): boolean {
  const [, unit, book] = bell.exec(topic) ?? []
  if (!unit || !books.includes(book as Book)) return false
  return mayRead(rolesIn(unit, granted), book as Book)
}
