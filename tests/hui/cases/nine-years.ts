import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, personOf, roundsUntil, seenBut, times, type DocumentedCase } from './case-book.ts'

const until = '2021-05-31'
const startsOn = (line: number) => daysLater('2012-06-10', 160 * (line - 1))
const ghosts = [1, 2, 3]

export function nineYears(): DocumentedCase {
  const books = times(20, (number) =>
    caseLine({
      number,
      n: 30,
      face: 1e6,
      startsOn: startsOn(number),
      until,
      period: number % 5 === 1 ? 'four-months' : 'season',
      taker: (k) => (k > 12 && k <= 15 ? k - 12 : k <= 12 ? 31 - k : 34 - k),
      isAbsent: (k) => k > 12 && k <= 15
    })
  )
  return {
    label: 'B',
    published:
      '20 unfinished lines (4 four-monthly, 16 by season) over 9 years; ghost names, impersonated wins',
    assumed: '30 parts of 1m, begun 160 days apart; 3 ghosts a line, who take from round 13 on',
    books,
    asked: {
      verified: seenBut(books, times(20, (line) => ghosts.map((part) => personOf(line, part))).flat())
    },
    rounds: roundsUntil(startsOn(1), 'four-months', 30, until)
  }
}
