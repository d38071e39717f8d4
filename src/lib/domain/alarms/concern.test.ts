import { expect, test } from 'vitest'
import { alarmId } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { alarms } from './alarm.ts'
import type { Gate } from '../directory/directory.ts'
import type { Role } from '../roles.ts'
import { callsFor, isCalled } from './concern.ts'

const account = (name: string, held: Role[], hamlet?: string) =>
  [name, { account: name, name, roles: held, ...(hamlet && { hamlet }) }] as const
const gate = (id: string, more: Partial<Gate> = {}) =>
  [id, { gate: id, name: id, kind: 'motor', ...more } as Gate] as const

/** A and C stand in one group, D alone; C and D belong to hamlet Đông. */
const known = {
  accounts: new Map([
    account('truong', ['commander']),
    account('truc', ['officer']),
    account('giu-a', ['keeper']),
    account('giu-d', ['keeper']),
    account('to-dong', ['hamlet'], 'Đông'),
    account('xa', ['ubnd'])
  ]),
  gates: new Map([
    gate('a', { keepers: ['giu-a'] }),
    gate('c', { hamlet: 'Đông' }),
    gate('d', { hamlet: 'Đông', keepers: ['giu-d'] })
  ]),
  groups: new Map([['tuyen', { group: 'tuyen', name: 'Tuyến', gates: ['a', 'c'] }]])
}
const whole = ['a', 'c', 'd']
const called = (by: string, gates: string[]) =>
  [...known.accounts.values()]
    .filter(({ account, roles }) => callsFor(known, { by, gates }, { account, roles }))
    .map(({ account }) => account)
const everybody = [...known.accounts.keys()]

test.each<[string, string[], string[]]>([
  ['truong', whole, everybody],
  ['truc', ['d'], everybody],
  ['giu-a', whole, ['truong', 'truc', 'giu-a', 'to-dong']],
  ['giu-a', ['d'], ['truong', 'truc', 'giu-a']],
  ['giu-d', whole, ['truong', 'truc', 'giu-d', 'to-dong']],
  ['to-dong', ['a'], ['truong', 'truc', 'giu-a', 'to-dong']],
  // Two who may raise none at all, and one whom this phone does not know yet.
  ['xa', whole, ['truong', 'truc', 'xa']],
  ['giu-d', ['khong-co'], ['truong', 'truc', 'giu-d']],
  ['moi', ['d'], everybody]
])('an alarm of %s for %j calls %j', (by, gates, those) => {
  expect(called(by, gates)).toEqual(those)
})

test('police’s own start within one that a keeper forged calls everybody', () => {
  const start = (by: string, n: number) =>
    ({
      id: `${n}`,
      type: 'duty.alarm-started',
      stream: `alarm/${alarmId(n)}`,
      by,
      at: new Date(n).toISOString(),
      body: { gates: ['d'], from: 'app' }
    }) as unknown as Envelope
  const reader = { account: 'giu-a', roles: ['keeper'] as const }
  const heard = (...facts: Envelope[]) => alarms(facts).map((alarm) => isCalled(known, alarm, reader))
  const forged = start('giu-d', 1)
  expect([heard(forged), heard(forged, start('truong', 2))]).toEqual([[false], [true]])
})

test('a start beyond what its author may start loudly within the hour calls police and the author', () => {
  const alarm = {
    quiet: new Set(['1']),
    story: [
      {
        kind: 'start',
        account: 'giu-d',
        fact: { id: '1', by: 'giu-d' } as Envelope,
        start: { gates: ['d'], from: 'app' }
      }
    ]
  } as unknown as Parameters<typeof isCalled>[1]
  const heard = [...known.accounts.values()].filter((reader) => isCalled(known, alarm, reader))
  expect(heard.map(({ account }) => account)).toEqual(['truong', 'truc', 'giu-d'])
})
