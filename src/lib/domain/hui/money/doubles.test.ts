import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../../tests/hui/test-line.ts'

const million = 1_000_000

/** A line whose first round was taken by its second part: others owe 900,000. */
function held(): TestLine {
  const book = new TestLine(agreement(4, million))
  book.round(1, 2, 100_000)
  return book
}
const openOf = (book: TestLine, part: number) =>
  book.state.rounds[0]!.dues.find((due) => due.part === part)!.open
const twice = (book: TestLine) =>
  book.state.doubts.filter(({ why }) => why === 'heard-twice').map(({ id }) => id)
const at = (minutes: number, by = 'lt-truc', device = 'e'.repeat(43)) => ({
  by,
  device,
  at: new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString()
})

test('one payment that two officers heard within an hour counts once', () => {
  const book = held()
  book.pay(1, 1, 400_000, {}, at(10))
  const again = book.pay(1, 1, 400_000, {}, at(70, 'lt-truong', 'f'.repeat(43)))
  expect(openOf(book, 1)).toBe(500_000)
  expect(twice(book)).toEqual([again.id])
})

test('after an hour, on another day, of another sum or part it is another payment', () => {
  const book = held()
  book.pay(1, 1, 300_000, {}, at(10))
  book.pay(1, 1, 300_000, {}, at(71, 'lt-truong', 'f'.repeat(43)))
  book.pay(1, 1, 300_000, { on: '2026-01-09' }, at(72, 'lt-ba', 'g'.repeat(43)))
  book.pay(1, 3, 300_000, {}, at(73, 'lt-tu', 'h'.repeat(43)))
  expect([openOf(book, 1), openOf(book, 3), twice(book).length]).toEqual([0, 600_000, 0])
})

test('who confirms that it was another payment makes it count, and who reverses the first does', () => {
  const book = held()
  const first = book.pay(1, 1, 400_000)
  const again = book.pay(1, 1, 400_000)
  expect(openOf(book, 1)).toBe(500_000)
  const answer = book.confirmAnother(again.id)
  expect([openOf(book, 1), twice(book)]).toEqual([100_000, []])
  book.reverse(answer.id)
  expect(openOf(book, 1)).toBe(500_000)
  book.reverse(first.id)
  expect([openOf(book, 1), twice(book)]).toEqual([500_000, []])
})

test('a receipt is one receipt, whatever the hour, the day and the sum', () => {
  const book = held()
  const money = (receipt: string, amount: number, part = 1) => ({
    on: '2026-01-02',
    said: { by: 'host', how: 'post' } as const,
    k: 1,
    part,
    holder: numberedId(part),
    amount,
    method: 'cash' as const,
    receipt
  })
  book.write('hui.contribution-received', money('LT-07-1', 400_000), at(10))
  const again = book.write(
    'hui.contribution-received',
    money(' lt-07-1', 500_000),
    at(900, 'lt-ba', 'g'.repeat(43))
  )
  book.write('hui.contribution-received', money('LT-07-1', 400_000, 3), at(901, 'lt-tu', 'h'.repeat(43)))
  expect([openOf(book, 1), openOf(book, 3), twice(book)]).toEqual([500_000, 500_000, [again.id]])
})

test('an answer waits for the record that it is about', () => {
  const book = held()
  const answer = book.confirmAnother(numberedId(77))
  expect(book.state.doubts).toEqual([{ id: answer.id, why: 'unknown-entry' }])
})

test('a mere “so it is” lets no second record of the same money count', () => {
  const book = new TestLine(agreement(4, 1_000))
  book.round(1, 1, 100)
  const paid = book.pay(1, 2, 900, {}, { at: '2026-01-02T10:20:00.000Z' })
  book.confirm(paid.id, 'member')
  book.pay(1, 2, 900, {}, { at: '2026-01-02T10:10:00.000Z', by: 'lt-truc', device: 'e'.repeat(43), n: 1 })
  expect(book.state.doubts).toEqual([{ id: paid.id, why: 'heard-twice' }])
  expect(book.state.credits).toEqual([])
})
