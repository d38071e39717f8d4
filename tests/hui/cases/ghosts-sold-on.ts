import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, personOf, roundsUntil, seenBut, times, type DocumentedCase } from './case-book.ts'

const until = '2023-06-30'
/** 35 ghost parts: five in each of the first three lines, four in the other five. */
const ghostsIn = (line: number) => (line <= 3 ? 5 : 4)
const startsOn = (line: number) => daysLater('2021-10-10', 45 * (line - 1))

export function ghostsSoldOn(): DocumentedCase {
  const books = times(8, (number) =>
    caseLine({
      number,
      n: 24,
      face: 2e6,
      period: 'month',
      startsOn: startsOn(number),
      until,
      sells: times(ghostsIn(number), (part) => ({
        k: 6 + part,
        part,
        to: personOf(number, 100 + part)
      }))
    })
  )
  const ghosts = times(8, (line) => times(ghostsIn(line), (part) => personOf(line, part))).flat()
  return {
    label: 'A',
    published: '35 ghost parts in 8 lines, sold on',
    assumed: '24 parts of 2m a month, begun 45 days apart; sold from round 7 on',
    books,
    asked: { verified: seenBut(books, ghosts) },
    rounds: roundsUntil(startsOn(1), 'month', 24, until)
  }
}
