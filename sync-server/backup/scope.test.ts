import { unitOfDatabase } from '#lib/domain/database-names.ts'
import { expect, test } from 'vitest'
import { databasesToKeep, isKept } from './scope.ts'

const existing = [
  '_global_changes',
  '_replicator',
  '_users',
  'antt-xa-hui',
  'antt-xa-hui-directory',
  'antt-xa-hui-gates-2026q4',
  'antt-xa-gates-2026q3',
  'antt-xa-pictures-2026q4',
  'antt-xa-evidence',
  'antt-xa-directory',
  'device-reports',
  'khac',
  'push-subscriptions',
  'sessions'
]

test('of a server all that is its own, of a unit its own alone, though another begins with its name', () => {
  expect(databasesToKeep(existing, null)).toEqual(existing.filter((name) => !/^_[gr]|khac/.test(name)).sort())
  expect(databasesToKeep(existing, 'xa')).toEqual([
    '_users',
    'antt-xa-directory',
    'antt-xa-evidence',
    'antt-xa-gates-2026q3',
    'antt-xa-hui',
    'antt-xa-pictures-2026q4'
  ])
  expect(databasesToKeep(existing, 'xa-hui')).toEqual([
    '_users',
    'antt-xa-hui-directory',
    'antt-xa-hui-gates-2026q4'
  ])
  expect(databasesToKeep(existing, 'khong-co')).toEqual(['_users'])
})

test.each([
  ['antt-xa-hui', 'xa'],
  ['antt-xa-gates-2026q4', 'xa'],
  ['antt-xa-gates-2026q4-hui', 'xa-gates-2026q4'],
  ['antt-xa', null],
  ['_users', null]
])('%s is of %s', (name, unit) => expect(unitOfDatabase(name)).toBe(unit))

test('what a restore makes anew, or what holds for the lost database alone, is not kept', () => {
  expect(isKept('antt-xa-hui', { _id: 'epoch' }, null)).toBe(false)
  expect(isKept('antt-xa-hui', { _id: '_design/antt' }, 'xa')).toBe(true)
  expect(isKept('push-subscriptions', { _id: 'checkpoint antt-xa-duty-2026q4' }, null)).toBe(false)
  expect(isKept('push-subscriptions', { _id: 'phone abc' }, null)).toBe(true)
  expect(isKept('_users', { _id: '_design/_auth' }, null)).toBe(false)
  expect(isKept('sessions', { _id: 'a b' }, null)).toBe(false)
  expect(isKept('sessions', { _id: 'a b', asksPassword: true }, null)).toBe(true)
})

test('an account belongs to each unit in which it has a role', () => {
  const account = { _id: 'org.couchdb.user:a', roles: [], held: ['xa:keeper', 'xa-hui:ubnd'] }
  expect([null, 'xa', 'xa-hui', 'x', 'khac'].map((unit) => isKept('_users', account, unit))).toEqual([
    true,
    true,
    true,
    false,
    false
  ])
})
