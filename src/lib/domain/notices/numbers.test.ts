import { expect, test } from 'vitest'
import { TestNotices } from '../../../../tests/notices/test-notices.ts'
import { byNumber, noticesNumbered } from './numbers.ts'

const receivedOn = '2026-11-20'

test('a number that was given twice in a year is found from either notice, however it was typed', () => {
  const book = new TestNotices()
  book.listed('A')
  book.listed('B', { line: 'LT-07' })
  const one = book.received('A', { number: '012/TB' })
  const other = book.received('B', { number: '12 /tb' })
  book.received('B', { number: '120/TB' })
  const all = byNumber(book.lines)
  const found = (but: string) => noticesNumbered(all, { number: '12/TB', receivedOn }, but)
  expect(found(one.id).map(({ line, notice }) => [line.row!.line, notice.fact])).toEqual([['LT-07', other]])
  expect(found(other.id).map(({ notice }) => notice.fact)).toEqual([one])
  expect(found('').map(({ notice }) => notice.fact)).toEqual([one, other])
})

test('numbers begin anew each year, and a notice that was withdrawn or refused has given its own back', () => {
  const book = new TestNotices()
  book.listed('A')
  book.received('A', { receivedOn: '2025-11-20' })
  book.withdrawn('A', book.received('A').id)
  book.received('A', {}, { sync: 'refused' })
  expect(noticesNumbered(byNumber(book.lines), { number: '12', receivedOn })).toEqual([])
  expect(noticesNumbered(byNumber(book.lines), { number: '12', receivedOn: '2025-01-02' })).toHaveLength(1)
})

test('a number that is not typed yet is nobody’s', () => {
  const book = new TestNotices()
  book.received('A', { number: '0' })
  expect(noticesNumbered(byNumber(book.lines), { number: '', receivedOn })).toEqual([])
})
