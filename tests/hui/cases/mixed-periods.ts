import { daysLater } from '#lib/domain/hui/calendar.ts'
import type { Period } from '#lib/domain/hui/facts/periods.ts'
import { caseLine, personOf, roundsUntil, seenBut, times, type DocumentedCase } from './case-book.ts'

const until = '2024-03-31'
const periods: Period[] = ['month', 'four-months', 'week', 'day']
const periodOf = (line: number) => periods[(line - 1) % 4]!
const slow = (line: number) => periodOf(line) === 'month' || periodOf(line) === 'four-months'
/** Slow lines over two years; weekly and daily ones of the last month. */
const startsOn = (line: number) =>
  slow(line) ? daysLater('2022-04-10', 19 * (line - 1)) : daysLater('2024-03-05', line % 7)

export function mixedPeriods(): DocumentedCase {
  const books = times(36, (number) =>
    caseLine({
      number,
      n: 30,
      face: 1e6,
      period: periodOf(number),
      startsOn: startsOn(number),
      until,
      sells: slow(number)
        ? [
            {
              k: 3,
              part: 1,
              to: personOf(number, 101)
            }
          ]
        : []
    })
  )
  const ghosts = times(36, (line) => [1, 2].map((part) => personOf(line, part))).flat()
  return {
    label: 'C',
    published:
      'dozens of daily, weekly, monthly and four-monthly lines; false names, parts sold that were nobody’s',
    assumed: '36 lines of 30 parts of 1m; 2 false names a line, one of them sold in round 3 of slow lines',
    books,
    asked: { verified: seenBut(books, ghosts) },
    rounds: roundsUntil(startsOn(1), 'month', 30, until)
  }
}
