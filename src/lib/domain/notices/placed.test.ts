import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/movement.ts'
import { TestNotices } from '../../../../tests/notices/test-notices.ts'
import { byNumber, noticesNumbered } from './numbers.ts'
import { registerIn } from './register.ts'

const host = { name: 'Tăng Mỹ Huệ' }
const lineOf = (book: TestNotices, name: string) => book.lines.find(({ id }) => id === idOf(name))!
const numbers = (book: TestNotices, name: string) => lineOf(book, name).notices.map(({ body }) => body.number)

/** A line with a notice, and a paper that was taken in apart. */
function apart() {
  const book = new TestNotices()
  book.listed('A')
  const first = book.received('A', { number: '12' })
  const paper = book.received('paper', { kind: 'supplement', number: '13', receivedOn: '2026-11-22', host })
  return { book, first, paper }
}

test('a paper that was taken in apart joins a line that has a notice, and supplements it', () => {
  const { book, first, paper } = apart()
  book.placed('paper', paper.id, 'A', first.id)
  const { notices, standing, facts } = lineOf(book, 'A')
  expect(notices.map(({ fact, replaces }) => [fact.id, replaces?.fact.id])).toEqual([
    [paper.id, first.id],
    [first.id, undefined]
  ])
  expect(standing!.fact).toBe(paper)
  expect(facts).toContain(paper)
  expect(lineOf(book, 'paper')).toMatchObject({ notices: [], standing: null, host: null })
  expect(lineOf(book, 'paper').left.map(({ fact }) => fact)).toEqual([paper])
})

test('a line that was reported twice, both times apart, is one once the police list it beside either', () => {
  const book = new TestNotices()
  book.received('one', { number: '1', host })
  const second = book.received('two', { number: '2', host })
  book.placed('two', second.id, 'one')
  book.listed('one', { of: idOf('A') })
  expect(numbers(book, 'one')).toEqual(['2', '1'])
})

test('the latest placement of one person counts; the place where the paper was taken in has it back', () => {
  const { book, paper } = apart()
  book.listed('B', { line: 'LT-07' })
  book.placed('paper', paper.id, 'A')
  book.placed('paper', paper.id, 'B')
  expect([numbers(book, 'A'), numbers(book, 'B')]).toEqual([['12'], ['13']])
  book.placed('paper', paper.id, 'paper')
  expect([numbers(book, 'B'), numbers(book, 'paper')]).toEqual([[], ['13']])
})

/** Somebody else, with a phone of their own. */
const other = { by: 'cs-khac', device: 'y'.repeat(43) }
const shown = (book: TestNotices, name: string) =>
  lineOf(book, name).notices.map(({ body, doubt, counts }) => [body.number, doubt, counts])

test('a paper of which two people name two lines is in doubt at both, and counts at neither', () => {
  const { book, paper } = apart()
  book.listed('B', { line: 'LT-07' })
  const one = book.placed('paper', paper.id, 'A')
  const two = book.placed('paper', paper.id, 'B', undefined, other)
  expect(shown(book, 'A')).toEqual([
    ['13', 'placed-apart', false],
    ['12', null, true]
  ])
  expect(shown(book, 'B')).toEqual([['13', 'placed-apart', false]])
  expect([lineOf(book, 'A').standing!.body.number, lineOf(book, 'B').standing]).toEqual(['12', null])
  expect(lineOf(book, 'paper').notices).toEqual([])
  expect(lineOf(book, 'paper').left).toMatchObject([{ fact: paper, doubt: 'placed-apart' }])
  for (const name of ['A', 'B']) {
    const [{ disputed }] = lineOf(book, name).notices as [ReturnType<typeof lineOf>['notices'][0]]
    expect(disputed.map(({ fact }) => fact)).toEqual([one, two])
    expect(lineOf(book, name).facts).toEqual(expect.arrayContaining([paper, one, two]))
  }
  // One number, though the paper stands at two lines.
  const { body } = paper as { body: unknown } as { body: { number: string; receivedOn: string } }
  expect(noticesNumbered(byNumber(book.lines), body)).toHaveLength(1)

  book.placed('paper', paper.id, 'B')
  expect([shown(book, 'A'), shown(book, 'B')]).toEqual([[['12', null, true]], [['13', null, true]]])
})

test('who takes back what somebody else placed puts it in doubt; who placed it only corrects themself', () => {
  const { book, paper } = apart()
  book.placed('paper', paper.id, 'A')
  book.placed('paper', paper.id, 'paper', undefined, other)
  const inDoubt = ['13', 'placed-apart', false]
  expect([shown(book, 'A')[0], shown(book, 'paper')[0]]).toEqual([inDoubt, inDoubt])
  expect(lineOf(book, 'paper').left).toEqual([])
  book.placed('paper', paper.id, 'paper')
  expect([shown(book, 'A'), shown(book, 'paper')]).toEqual([[['12', null, true]], [['13', null, true]]])
})

test('a paper stays where it is while its line is not here, and what the server refused moves nothing', () => {
  const { book, paper } = apart()
  book.placed('paper', paper.id, 'nowhere')
  expect(numbers(book, 'paper')).toEqual(['13'])
  book.placed('paper', paper.id, 'A', undefined, { sync: 'refused' })
  expect(numbers(book, 'A')).toEqual(['12'])
})

test('one that is withdrawn does not count where it was placed either', () => {
  const { book, first, paper } = apart()
  book.placed('paper', paper.id, 'A')
  book.withdrawn('paper', paper.id)
  expect(lineOf(book, 'A').standing!.fact).toBe(first)
  expect(lineOf(book, 'A').notices[0]!.withdrawn).not.toBeNull()
})

test('no notice is lost or counts twice, whatever is placed where, in any order of arrival', () => {
  const places = ['A', 'B', 'C'] as const
  const people = fc.constantFrom({}, other)
  const move = fc.tuple(fc.nat(2), fc.constantFrom(...places, 'nowhere'), fc.nat(2), people)
  fc.assert(
    fc.property(fc.array(move, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (moves, order) => {
      const book = new TestNotices()
      const papers = places.map((place, i) => book.received(place, { number: String(i), host }))
      for (const [i, to, replaces, by] of moves)
        book.placed(places[i]!, papers[i]!.id, to, papers[replaces]!.id, by)
      const lines = registerIn(book.facts)
      const shown = lines.flatMap(({ notices }) => notices)
      const ids = (notices: typeof shown) => notices.map(({ fact }) => fact.id).toSorted()
      expect([...new Set(ids(shown))]).toEqual(papers.map(({ id }) => id).toSorted())
      // Stands at several lines only while people differ, and then counts at none.
      const sure = shown.filter(({ disputed }) => disputed.length === 0)
      expect(ids(sure)).toEqual([...new Set(ids(sure))])
      expect(sure.every(({ counts }) => counts)).toBe(true)
      expect(shown.filter(({ disputed, counts }) => disputed.length > 0 && counts)).toEqual([])
      const chains = lines.flatMap(({ notices }) =>
        notices.map(({ replaces }) => replaces?.replaces?.replaces)
      )
      expect(chains.every((longer) => !longer)).toBe(true)
      const shuffled = book.facts
        .map((fact) => [order.next().value as number, fact] as const)
        .sort(([a], [b]) => a - b)
        .map(([, fact]) => fact)
      expect(registerIn(shuffled)).toEqual(lines)
    })
  )
})
