import { expect, test } from 'vitest'
import { holds, fold } from '../../../../../tests/hui/line-laws.ts'
import { bookOf } from '../../../../../tests/hui/line-plans.ts'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'
import { holdersAt, stretchesOf } from './stretches.ts'

const [leaver, joiner, buyer, host] = [3, 50, 60, 999].map(numberedId) as [string, string, string, string]
const whole = (person: string) => [{ person, units: 1 }]

test('a leaver holds a part until the round of leaving, then the host, then who joins', () => {
  const book = new TestLine(agreement(5, 1_000))
  book.round(1, 1, 0)
  book.depart(3, 2)
  book.round(2, 2, 0)
  book.join(3, joiner, 3)
  expect(stretchesOf(book.state)[2]).toEqual([
    { from: 1, to: 1, holders: whole(leaver) },
    { from: 2, to: 2, holders: whole(host) },
    { from: 3, to: null, holders: whole(joiner) }
  ])
  expect(stretchesOf(book.state)[3]).toEqual([{ from: 1, to: null, holders: whole(numberedId(4)) }])
  expect([1, 2, 3, 5].map((k) => holdersAt(book.state, 3, k))).toEqual(
    [leaver, host, joiner, joiner].map(whole)
  )
})

test('a part that took is held by who took it, whoever bought it later; a cut one by both', () => {
  const book = new TestLine(
    agreement(3, 1_000, {
      unitsPerPart: 2,
      parts: [1, 2, 3].map((no) => [{ person: numberedId(no), units: 2 }])
    })
  )
  book.round(1, 2, 0)
  book.transfer(2, buyer, 2, { units: 1 })
  expect(holdersAt(book.state, 2, 1)).toEqual([{ person: numberedId(2), units: 2 }])
  expect(stretchesOf(book.state)[1]!.map(({ from, to }) => [from, to])).toEqual([
    [1, 1],
    [2, null]
  ])
  expect(holdersAt(book.state, 2, 2)).toEqual([
    { person: numberedId(2), units: 1 },
    { person: buyer, units: 1 }
  ])
})

test('whoever comes and goes, each round of each part is in one stretch, of those who owed in it', () => {
  holds((planned) => {
    const of = fold(bookOf(planned))
    for (const [i, stretches] of stretchesOf(of).entries()) {
      for (const { k, dues } of of.rounds) {
        const during = stretches.filter(({ from, to }) => from <= k && k <= (to ?? Infinity))
        expect(during).toHaveLength(1)
        const owing = dues.filter(({ part }) => part === i + 1).map(({ holder }) => holder)
        expect(during[0]!.holders.map(({ person }) => person).toSorted()).toEqual(owing.toSorted())
      }
      expect(stretches.at(-1)!.to).toBeNull()
    }
  })
})
