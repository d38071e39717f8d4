import { expect, test } from 'vitest'
import type { Gate } from '../directory/directory.ts'
import type { Role } from '../roles.ts'
import { countsOnGate } from './counts-on-gate.ts'

const account = (name: string, roles: Role[], hamlet?: string) =>
  [name, { account: name, name, roles, ...(hamlet && { hamlet }) }] as const
const gate = (id: string, more: Partial<Gate> = {}) =>
  [id, { gate: id, name: id, kind: 'hand', ...more } as Gate] as const

const known = {
  accounts: new Map([
    account('truong', ['commander']),
    account('truc', ['officer']),
    account('giu-a', ['keeper']),
    account('giu-a-hai', ['keeper']),
    account('giu-b', ['keeper']),
    account('giu-chia-khoa', ['hamlet'], 'Tây'),
    account('to-dong', ['hamlet'], 'Đông'),
    account('xa', ['ubnd'])
  ]),
  gates: new Map([
    gate('a', { hamlet: 'Đông', keepers: ['giu-a', 'giu-a-hai', 'giu-chia-khoa'] }),
    gate('b', { keepers: ['giu-b'] })
  ]),
  groups: new Map([['tuyen', { group: 'tuyen', name: 'Tuyến', gates: ['a', 'b'] }]])
}
const counting = (id: string, directory = known) =>
  [...directory.accounts.keys(), 'la'].filter((name) => countsOnGate(directory, id, name))

test('a word on a gate counts from police and from those who hold it, not from those who close it with theirs', () => {
  expect(counting('a')).toEqual(['truong', 'truc', 'giu-a', 'giu-a-hai', 'giu-chia-khoa', 'to-dong'])
  expect(counting('b')).toEqual(['truong', 'truc', 'giu-b'])
  expect(counting('khong-co')).toEqual(['truong', 'truc'])
})

test('where no gate names its keepers, every keeper holds each', () => {
  const gates = new Map([gate('a'), gate('b')])
  expect(counting('a', { ...known, gates })).toEqual(['truong', 'truc', 'giu-a', 'giu-a-hai', 'giu-b'])
})
