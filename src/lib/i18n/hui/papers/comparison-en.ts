import type { comparisonViOf } from './comparison-vi.ts'

export const comparisonEn = {
  title: 'Claimed – book – difference',
  heading: 'CLAIMS BESIDE THE HỤI BOOK',
  number: (host: string) => `Collapse file: ${host}`,
  lines: (codes: string) => `Lines: ${codes}.`,
  open: 'Claims beside the book',
  claimed: 'Claimed by people in the book',
  book: 'The book of those people',
  difference: 'Difference',
  apart: 'Claimed with no book to compare',
  all: 'Claimed together',
  says: (money: string) => `book: ${money}`,
  more: (money: string) => `${money} more than the book`,
  less: (money: string) => `${money} less than the book`,
  same: 'as the book says',
  together: (claims: number, money: string) => `${claims} claims, together ${money}`,
  byName: 'under a name alone, not compared with the book',
  noLine: 'in no line of the book',
  columns: ['Who claims', 'Claimed', 'Book', 'Difference'],
  none: 'No claims yet, nothing to compare.',
  means:
    'Book: what was paid into parts that have not taken, and what the host owes that person (a pot not handed over or left with the host, money paid ahead, the claim of a leaver).',
  note: 'A difference is to be looked into; it does not say that the claim or the book is wrong. What claimants owe, interest and agreements after the end are apart: see the ledger for a mediator of each line.'
} satisfies ReturnType<typeof comparisonViOf>
