import { expect, test } from 'vitest'
import { TestPrivate } from '../../../../tests/personal/test-private.ts'
import { idOf } from '../../../../tests/movement.ts'
import { requestKinds } from './facts.ts'
import { dataRequests, dueDay, isOverdue, requestTerms } from './requests.ts'

test('open requests come first, the most urgent before the others, then those that are answered', () => {
  const book = new TestPrivate()
  book.asked('answered', { receivedOn: '2026-11-01' })
  book.asked('late', { receivedOn: '2026-11-22' })
  book.asked('early', { receivedOn: '2026-11-20', kind: 'delete' })
  book.answered('answered')
  expect(dataRequests(book.facts).map(({ id }) => id)).toEqual(['early', 'late', 'answered'].map(idOf))
})

test('a request is overdue the day after its last one, as long as nobody has answered', () => {
  const book = new TestPrivate()
  book.asked('a', { receivedOn: '2026-12-30' })
  const [open] = dataRequests(book.facts)
  expect(open!.due).toBe('2027-01-02')
  expect([isOverdue(open!, '2027-01-02'), isOverdue(open!, '2027-01-03')]).toEqual([false, true])
  book.answered('a')
  expect(isOverdue(dataRequests(book.facts)[0]!, '2027-01-03')).toBe(false)
})

test('the first opening of a stream and the first answer after it count', () => {
  const book = new TestPrivate()
  book.answered('a')
  const first = book.asked('a', { from: 'Bà Tư' })
  book.asked('a', { from: 'Ông Năm', receivedOn: '2030-01-01' })
  expect(dataRequests(book.facts)).toMatchObject([{ from: 'Bà Tư', fact: first, answer: null }])
  book.answered('a', { by: 'lt-truong' })
  book.answered('a', { by: 'ai-do' })
  expect(dataRequests(book.facts)).toMatchObject([{ answer: { by: 'lt-truong', outcome: 'done' } }])
})

test('a refused request, or a refused answer, is none', () => {
  const book = new TestPrivate()
  book.asked('a', {}, { sync: 'refused' })
  book.asked('b')
  book.answered('b', { sync: 'refused' })
  expect(dataRequests(book.facts)).toMatchObject([{ id: idOf('b'), answer: null }])
})

test('each kind of request has its days, which no one has yet compared with the official text', () => {
  for (const kind of requestKinds) {
    expect(requestTerms[kind]).toEqual({ days: 3, verified: false })
    expect(dueDay(kind, '2026-02-26')).toBe('2026-03-01')
  }
})
