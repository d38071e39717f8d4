import { daysLater } from '#lib/domain/hui/calendar.ts'
import { caseLine, host, personOf, roundsUntil, times, type DocumentedCase } from './case-book.ts'

const until = '2025-08-31'
const startsOn = (line: number) => daysLater('2025-08-01', line - 1)
const aliases = times(11, (alias) => personOf(0, alias))

export function elevenAccounts(): DocumentedCase {
  return {
    label: 'F',
    published: '11 accounts of one person in 12 daily lines; all money to her own bank account',
    assumed: '40 parts of 200,000 a day, begun a day apart; the accounts take rounds 3 to 13',
    books: times(12, (number) =>
      caseLine({
        number,
        n: 40,
        face: 2e5,
        period: 'day',
        startsOn: startsOn(number),
        until,
        holders: aliases,
        taker: (k) => (k <= 2 ? 41 - k : k <= 13 ? k - 2 : 52 - k),
        account: (k) => (k > 2 && k <= 13 ? host : undefined)
      })
    ),
    asked: { marks: [...aliases, host].map((person) => ({ person, kind: 'account', mark: 'one account' })) },
    rounds: roundsUntil(startsOn(1), 'day', 40, until)
  }
}
