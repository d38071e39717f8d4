import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, personOf, roundsUntil, times, type DocumentedCase } from './case-book.ts'

const until = '2023-04-05'
const startsOn = (line: number) => daysLater('2023-01-10', 20 * (line - 1))

/** The member who takes all and is gone. */
export const runner = personOf(0, 1)

export function memberTakesAll(): DocumentedCase {
  return {
    label: 'G',
    published:
      'a member joins nearly all lines, bids high, takes every part and is gone; comes back by another name',
    assumed:
      '2 lines of an honest host, 20 parts of 1m a month, begun 20 days apart; two parts a line, taken in rounds 1 and 2',
    books: times(2, (number) =>
      caseLine({
        number,
        n: 20,
        face: 1e6,
        period: 'month',
        startsOn: startsOn(number),
        until,
        holders: [runner, runner],
        taker: (k) => (k <= 2 ? k : 23 - k),
        bid: (k) => (k <= 2 ? 25 : (15 * (20 - k)) / 20)
      })
    ),
    asked: {},
    rounds: roundsUntil(startsOn(1), 'month', 20, until)
  }
}
