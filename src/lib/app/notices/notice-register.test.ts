import { expect, test } from 'vitest'
import { dayOf, numberedId, opening, TestLine } from '../../../../tests/hui-line.ts'
import type { ListedLine } from '#lib/domain/notices/obligation.ts'
import type { HuiBook } from '../hui/hui-book.svelte.ts'
import { listingDue, listingsDue, type NoticeRegister } from './notice-register.svelte.ts'

const million = 1_000_000
const today = dayOf(10)
const planned = '2027-01-01'

const lineOf = (id: number, n: number, face: number) => {
  const made = new TestLine(opening(n, face, { kind: 'half' }))
  return { ...made.state, id: numberedId(id), host: numberedId(id + 500) }
}

/** A hụi book of these lines and a register with these rows. */
function books(lines: ReturnType<typeof lineOf>[], rows: Record<string, ListedLine> = {}) {
  const people = new Map(lines.map(({ host }) => [host, { id: host, name: 'Tăng Mỹ Huệ' }]))
  return {
    book: { lines, people, lastDay: () => planned } as unknown as HuiBook,
    register: {
      arrived: true,
      line: (id: string) => (rows[id] ? { row: rows[id] } : undefined)
    } as unknown as NoticeRegister
  }
}

const [large, small] = [lineOf(1, 20, 5 * million), lineOf(2, 3, million)]

test('a line is unlisted, then listed, and differs once it changes', () => {
  const before = books([large])
  const due = listingDue(large, before.book, before.register)!
  expect(due.state).toBe('unlisted')
  const { book, register } = books([large], { [large.id]: due.row })
  expect(listingDue(large, book, register)!.state).toBe('listed')
  const stopped = { ...large, stopped: { id: 'x', by: 'y', on: today, reason: 'Vỡ' } }
  expect(listingDue(stopped, book, register)).toMatchObject({ state: 'differs', row: { endsOn: today } })
})

test('nothing is said of a line before its host, its last day and the register are here', () => {
  const { book, register } = books([large])
  expect(listingDue(large, { ...book, people: new Map() } as unknown as HuiBook, register)).toBeNull()
  expect(listingDue(large, { ...book, lastDay: () => undefined } as unknown as HuiBook, register)).toBeNull()
  expect(listingDue(large, book, { ...register, arrived: false } as NoticeRegister)).toBeNull()
})

test('police are told of lines that must be notified and are not listed, and of rows that differ', () => {
  const { book, register } = books([large, small])
  expect(listingsDue(book, register, today)).toBe(1)
  expect(listingsDue(book, register, '2027-01-02')).toBe(0)
  const row = listingDue(small, book, register)!.row
  const other = books([small], { [small.id]: { ...row, members: 9 } })
  expect(listingsDue(other.book, other.register, today)).toBe(1)
})
