import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, personOf, roundsUntil, seenBut, times, type DocumentedCase } from './case-book.ts'

const until = '2020-12-31'
const startsOn = (line: number) => daysLater('2018-11-10', 11 * (line - 1))

export function manyLines(): DocumentedCase {
  const books = times(66, (number) =>
    caseLine({ number, n: 32, face: 5_000_000, period: 'month', startsOn: startsOn(number), until })
  )
  return {
    label: 'E',
    published: '66 unfinished lines; 15 ghost parts in one line of 5m',
    assumed: '32 parts a month, begun 11 days apart; the ghosts are in the first line',
    books,
    asked: {
      verified: seenBut(
        books,
        times(15, (part) => personOf(1, part))
      )
    },
    rounds: roundsUntil(startsOn(1), 'month', 32, until)
  }
}
