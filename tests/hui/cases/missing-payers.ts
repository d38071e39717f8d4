import { caseLine, host, roundsUntil, type DocumentedCase } from './case-book.ts'

const until = '2019-12-31'
const startsOn = '2018-11-10'

export function missingPayers(): DocumentedCase {
  return {
    label: 'I',
    published: 'payers who are not in the book; people in it who never played',
    assumed: 'one line of 20 parts of 2m a month',
    books: [caseLine({ number: 1, n: 20, face: 2_000_000, period: 'month', startsOn, until })],
    asked: {
      statements: [
        { id: 'statement-1', host, says: 'not-in-book' },
        { id: 'statement-2', host, says: 'not-in-book' },
        { id: 'statement-3', host, says: 'denies' }
      ]
    },
    rounds: roundsUntil(startsOn, 'month', 20, until)
  }
}
