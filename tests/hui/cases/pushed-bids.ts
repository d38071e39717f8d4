import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, personOf, roundsUntil, seenBut, times, type DocumentedCase } from './case-book.ts'

const until = '2019-06-30'
const partsOf = (line: number) => 20 + (line % 4) * 10
const startsOn = (line: number) => daysLater('2017-08-10', 15 * (line - 1))

export function pushedBids(): DocumentedCase {
  const books = times(40, (number) =>
    caseLine({
      number,
      n: partsOf(number),
      face: 2e6,
      period: 'month',
      startsOn: startsOn(number),
      until,
      bid: (k) => (k < 8 ? 15 - k : Math.min(35, 7 + (k - 7) * 3)),
      taker: (k) => (k >= 10 && k < 14 ? k - 9 : k < 10 ? partsOf(number) + 1 - k : partsOf(number) + 5 - k)
    })
  )
  return {
    label: 'H',
    published:
      'about 40 lines of 20 to 50 members; bids pushed up; ghost winners while members wait for the end',
    assumed: '2m a month, begun 15 days apart; bids rise from round 8 on by 3 % of the face; 4 ghosts a line',
    books,
    asked: { verified: seenBut(books, times(40, (line) => times(4, (part) => personOf(line, part))).flat()) },
    rounds: roundsUntil(startsOn(1), 'month', partsOf(1), until)
  }
}
