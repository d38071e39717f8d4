import { expect, test } from 'vitest'
import type { Directory, Gate } from '#lib/domain/directory/directory.ts'
import { roles, type Role } from '#lib/domain/roles.ts'
import { AccountRights } from '../notebook/account-rights.svelte.ts'
import { bookRights, gateRights } from './own-rights.ts'

test('each role is told which books it reads and what it writes there', () => {
  const rightsOf = (held: Role[]) =>
    bookRights(new AccountRights({ account: 'ai', roles: held.map((role) => `xa:${role}`) }, 'xa'))
  const told = (...held: Role[]) =>
    Object.fromEntries(rightsOf(held).map(({ book, reads, writes }) => [book, { reads, writes }]))
  expect(told('ubnd')['hui']).toEqual({ reads: false, writes: [] })
  expect(told('ubnd')['notices']).toEqual({
    reads: true,
    writes: [
      'notices.notice-received',
      'notices.notice-asked',
      'notices.notice-withdrawn',
      'notices.notice-placed'
    ]
  })
  expect(told('keeper')['incidents']).toMatchObject({ reads: false })
  expect(told('province-hui')['hui']).toEqual({ reads: false, writes: [] })
  expect(told()['gates']).toEqual({ reads: false, writes: [] })
  // Whoever writes into a book reads it, or is told that their words go where others read.
  for (const role of roles)
    for (const { reads, writes, book } of rightsOf([role]))
      if (writes.length > 0 && book !== 'incidents') expect([role, book, reads]).toEqual([role, book, true])
})

test('a keeper is told of their own gates, and of those that close with them in an alarm', () => {
  const gate = (id: string, more: Partial<Gate> = {}): [string, Gate] => [
    id,
    { gate: id, name: `Cổng ${id}`, kind: 'motor', ...more }
  ]
  const known = {
    accounts: new Map(),
    gates: new Map([
      gate('a', { keepers: ['khoi'] }),
      gate('b', { keepers: ['khoi'] }),
      gate('c'),
      gate('d'),
      gate('tay', { kind: 'hand' })
    ]),
    groups: new Map([['tuyen', { group: 'tuyen', name: 'Tuyến', gates: ['b', 'c'] }]])
  } as unknown as Directory
  expect(gateRights(known, 'khoi', ['keeper'])).toEqual([
    {
      names: ['Cổng a', 'Cổng b'],
      isEvery: false,
      asks: ['OPEN', 'CLOSE', 'PASS', 'POSTPONE'],
      looks: true,
      inAlarm: false
    },
    { names: ['Cổng c'], isEvery: false, asks: [], looks: false, inAlarm: true }
  ])
  expect(gateRights(known, 'phuc', ['officer']).map(({ isEvery }) => isEvery)).toEqual([true])
  expect(gateRights(known, 'diem', ['ubnd'])).toEqual([])
})
