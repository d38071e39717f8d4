import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, host, roundsUntil, times, type DocumentedCase } from './case-book.ts'

const until = '2019-10-31'
const startsOn = (line: number) => daysLater('2016-11-10', 8 * (line - 1))

export function absentBidders(): DocumentedCase {
  return {
    label: 'D',
    published: '131 open lines; wins in the names of absent bidders; a motorbike for buying two parts of 10m',
    assumed: '40 parts of 10m a month, begun 8 days apart; every second taker from round 10 on was absent',
    books: times(131, (number) =>
      caseLine({
        number,
        n: 40,
        face: 1e7,
        period: 'month',
        startsOn: startsOn(number),
        until,
        isAbsent: (k) => k >= 10 && k % 2 === 0
      })
    ),
    asked: { inducements: [{ id: 'report-1', host, proven: true }] },
    rounds: roundsUntil(startsOn(1), 'month', 40, until)
  }
}
