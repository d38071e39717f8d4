import { expect, test } from 'vitest'
import { idOf } from '../../../../tests/movement.ts'
import { listing, received, TestNotices } from '../../../../tests/notices/test-notices.ts'
import { refuse } from '../rules.ts'

const home = { unit: 'phuong-lang-tron', book: 'notices' } as const
const told = (fact: unknown, role: string) =>
  refuse(fact, null, { name: 'lt-ubnd', roles: [`phuong-lang-tron:${role}`] }, home)
const book = new TestNotices()

test('police list lines; they and the committee write down notices and withdraw them', () => {
  const [listed, notice] = [book.listed('A'), book.received('A')]
  const withdrawn = book.withdrawn('A', notice.id)
  for (const role of ['commander', 'officer']) expect(told(listed, role)).toBeNull()
  expect(told(listed, 'ubnd')).toEqual({ code: 'not-allowed' })
  for (const role of ['commander', 'officer', 'ubnd'])
    for (const fact of [notice, withdrawn]) expect(told(fact, role)).toBeNull()
  for (const role of ['keeper', 'hamlet', 'auditor', 'agent', 'province-hui'])
    for (const fact of [listed, notice, withdrawn]) expect(told(fact, role)).toEqual({ code: 'not-allowed' })
})

test('a listing has no room for phones, dues or names of members', () => {
  for (const more of ['phone', 'members-named', 'rounds', 'dues', 'parts'])
    expect(
      told(book.write('notices.line-listed', 'A', { ...listing(), [more]: '0900 000 001' }), 'officer')
    ).toEqual({ code: 'malformed', at: `body.${more}` })
})

test.each([
  [{ n: 1 }, 'body.n'],
  [{ n: 201 }, 'body.n'],
  [{ face: 999 }, 'body.face'],
  [{ face: 1e12 + 1 }, 'body.face'],
  [{ face: 5e5 + 0.5 }, 'body.face'],
  [{ members: 0 }, 'body.members'],
  [{ hostName: ' ' }, 'body.hostName'],
  [{ endsOn: '2026-05-04' }, 'body'],
  [{ endsOn: undefined, ended: true as const }, 'body'],
  [{ startsOn: '2026-02-30' }, 'body.startsOn']
])('%o is no row', (body, at) => {
  expect(told(book.listed('A', body), 'officer')).toEqual({ code: 'malformed', at })
})

test.each([
  [{ value: 0 }, 'body.value'],
  [{ value: 1e10 + 1 }, 'body.value'],
  [{ value: 0.5 }, 'body.value'],
  [{ members: 10_000 }, 'body.members'],
  [{ number: '1'.repeat(31) }, 'body.number'],
  [{ from: '' }, 'body.from'],
  [{ endsOn: '2026-05-04' }, 'body'],
  [{ replaces: 'x' }, 'body.replaces'],
  [{ kind: 'renewed' as 'new' }, 'body.kind']
])('%o is no notice', (body, at) => {
  expect(told(book.received('A', body), 'ubnd')).toEqual({ code: 'malformed', at })
})

test('the highest line that may be has a value that a notice may say', () => {
  const { n, face } = { n: 200, face: 50_000_000 }
  expect(told(book.listed('A', { n, face }), 'officer')).toBeNull()
  expect(told(book.received('A', { value: n * face, replaces: idOf('one') }), 'ubnd')).toBeNull()
  expect(told(book.listed('A', { n, face: face + 1 }), 'officer')).toEqual({ code: 'malformed', at: 'body' })
  expect(received().value).toBe(listing().n * listing().face)
})
