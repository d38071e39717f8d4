import { expect, test } from 'vitest'
import { agreement, dayOf, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { idOf } from '../../../../tests/movement.ts'
import { received, TestNotices } from '../../../../tests/notices/test-notices.ts'
import { isId } from '#lib/domain/fact.ts'
import type { ListedLine } from '#lib/domain/notices/obligation.ts'
import type { HuiBook } from '../hui/hui-book.svelte.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { listingDue, listingsDue, NoticeRegister } from './notice-register.svelte.ts'

const million = 1_000_000
const today = dayOf(10)
const planned = '2027-01-01'

const lineOf = (id: number, n: number, face: number) => {
  const made = new TestLine(agreement(n, face, { host: numberedId(id + 500) }))
  return { ...made.outline, id: numberedId(id) }
}

/** A hụi book of these lines and a register with these rows. */
function books(
  lines: ReturnType<typeof lineOf>[],
  rows: Record<string, ListedLine> = {},
  one = (person: string) => person
) {
  const people = new Map(lines.map(({ terms: { host } }) => [host, { id: host, name: 'Tăng Mỹ Huệ' }]))
  return {
    book: { lines, people, remarks: { one }, lastDay: () => planned } as unknown as HuiBook,
    register: {
      arrived: true,
      listed: (id: string) => (rows[id] ? { row: rows[id] } : undefined)
    } as unknown as NoticeRegister
  }
}

test('a row that stands with a paper that came first is that line’s, and stays in its place', async () => {
  const own = new TestNotices()
  own.received('paper', { host: { name: 'Tăng Mỹ Huệ' } })
  const { register, written } = registerWith(own)
  const host = { id: large.terms.host, name: 'Tăng Mỹ Huệ' }
  expect(register.unlistedOf(host).map(({ id }) => id)).toEqual([idOf('paper')])
  expect(register.unlistedOf({ ...host, name: 'Võ Thị Kiều' })).toEqual([])
  const { book } = books([large])
  const { row } = listingDue(large, book, register)!
  await register.list(large.id, row, idOf('paper'))
  expect(written).toMatchObject([{ stream: `notice/${idOf('paper')}`, body: { of: large.id } }])

  own.write('notices.line-listed', 'paper', { ...row, of: large.id })
  const after = registerWith(own)
  expect(listingDue(large, book, after.register)!.state).toBe('listed')
  await after.register.list(large.id, row)
  expect(after.written).toMatchObject([{ stream: `notice/${idOf('paper')}`, body: { of: large.id } }])
})

test('a notice of a line that is not listed begins a place of its own', async () => {
  const { register, written } = registerWith(new TestNotices())
  await register.receive(null, received({ host: { name: ' Út Kiều ', hamlet: 'Khóm 2' } }))
  expect(written).toMatchObject([{ body: { host: { name: 'Út Kiều', hamlet: 'Khóm 2' } } }])
  expect(isId((written[0] as { stream: string }).stream.slice('notice/'.length))).toBe(true)
})

test('a supplement that was taken in apart is placed with its line, found by its host, and may be taken back', async () => {
  const own = new TestNotices()
  own.listed('A')
  own.listed('B', { line: 'LT-01', hostName: 'Sơn Thị Sa Rinh' })
  const standing = own.received('A')
  own.received('paper', { kind: 'supplement', number: '13', host: { name: 'tăng mỹ huệ' } })
  const { register, written } = registerWith(own)
  const line = register.line(idOf('paper'))!
  const [notice] = line.notices
  const offered = register.linesFor({ line, notice: notice! }, '')
  expect(offered.map(({ row }) => row!.line)).toEqual(['LT-04', 'LT-01'])
  expect(register.linesFor({ line, notice: notice! }, 'sa rinh').map(({ row }) => row!.line)).toEqual([
    'LT-01'
  ])
  await register.place(notice!, offered[0]!)
  const stream = `notice/${idOf('paper')}`
  expect(written).toMatchObject([{ stream, body: { line: idOf('A'), replaces: standing.id } }])

  own.placed('paper', notice!.fact.id, 'A', standing.id)
  const after = registerWith(own)
  const placed = after.register.line(idOf('A'))!.notices.find(({ fact }) => fact.id === notice!.fact.id)!
  expect(placed.replaces!.fact).toBe(standing)
  await after.register.takeBack(placed)
  expect(after.written).toMatchObject([{ stream, body: { line: idOf('paper') } }])
})

test('a number that another notice of the year has is told with that notice, but not of a notice itself', () => {
  const own = new TestNotices()
  own.listed('A')
  const taken = own.received('A', { number: '12' })
  const { register } = registerWith(own)
  const said = { number: ' 012', receivedOn: '2026-01-05' }
  expect(register.numbered(said).map(({ line, notice }) => [line.row!.line, notice.fact])).toEqual([
    ['LT-04', taken]
  ])
  expect(register.numbered(said, taken.id)).toEqual([])
})

/** A register of these facts, and what it records. */
function registerWith({ lines }: TestNotices) {
  const written: object[] = []
  const parts = {
    unit: 'phuong-lang-tron',
    clock: { now: () => Date.parse(today), random: (bytes: number) => new Uint8Array(bytes) },
    book: () => ({ subscribe: () => ({ unsubscribe() {} }) }),
    record: async (draft: object) => {
      written.push(draft)
      return { ok: false, refusal: { code: 'storage-full' } }
    }
  }
  const register = new NoticeRegister(parts as unknown as BookDeps)
  const here = { lines: { value: lines }, arrived: { value: true } }
  return { register: Object.defineProperties(register, here), written }
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
  expect(listingsDue(book, register, today)).toEqual([large])
  // Its last day is past, and it is neither complete nor stopped.
  expect(listingsDue(book, register, '2027-01-02')).toEqual([large])
  const over = { ...large, stopped: { id: 'x', by: 'y', on: today, reason: 'Vỡ' } }
  const ended = books([over, small])
  expect(listingsDue(ended.book, ended.register, '2027-01-02')).toEqual([])
  const row = listingDue(small, book, register)!.row
  const other = books([small], { [small.id]: { ...row, members: 9 } })
  expect(listingsDue(other.book, other.register, today)).toEqual([small])
})

test('two hosts who turn out to be one owe notices of both lines, under one id', () => {
  const lines = [lineOf(3, 3, million), lineOf(4, 3, million)]
  const before = books(lines)
  expect(listingsDue(before.book, before.register, today)).toEqual([])
  const [first, second] = lines.map(({ terms: { host } }) => host) as [string, string]
  const { book, register } = books(lines, {}, (person) => (person === second ? first : person))
  expect(lines.map((line) => listingDue(line, book, register)!.row.host)).toEqual([first, first])
  expect(listingsDue(book, register, today)).toEqual(lines)
})
