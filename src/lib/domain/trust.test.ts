import { expect, test } from 'vitest'
import { directory, type Directory } from './directory/directory.ts'
import type { PublicKey } from './directory/facts.ts'
import { keyFor, needsProof } from './trust.ts'
import vectors from './vectors/canonical.json' with { type: 'json' }

const { fact } = vectors.facts[0]!
const key = vectors.key as PublicKey
const device = {
  id: vectors.device,
  account: fact.by,
  key,
  label: '',
  enrolledAt: fact.at,
  admitted: true,
  approved: true,
  barrings: [],
  alarmKey: null
}
const account = { account: fact.by, name: 'Trần Văn Khởi', roles: ['keeper' as const] }
const known: Directory = {
  ...directory([]),
  devices: [device],
  accounts: new Map([[fact.by, account]])
}

test('a carried fact is vouched for by its author’s approved device', () =>
  expect(keyFor(fact, known)).toEqual(key))

test.each([
  ['an unknown device', { ...known, devices: [] }, fact],
  ['a device not let in', { ...known, devices: [{ ...device, admitted: false }] }, fact],
  ["somebody else's device", { ...known, devices: [{ ...device, account: 'ph-ubnd' }] }, fact],
  ['an author whom the directory does not know', { ...known, accounts: new Map() }, fact],
  [
    'a role that may not write it',
    { ...known, accounts: new Map([[fact.by, { ...account, roles: ['ubnd' as const] }]]) },
    fact
  ],
  ['a type that this build does not know', known, { ...fact, type: 'gates.moon-seen' }],
  ['a type by the name of a method', known, { ...fact, type: 'toString' }]
])('not by %s', (_, directory, carried) => expect(keyFor(carried, directory)).toBeNull())

test('what its author sent himself needs no proof', () => {
  expect(needsProof({ sync: 'received' })).toBe(false)
  expect(needsProof({ sync: 'received', via: 'ph-truc' })).toBe(true)
  expect(needsProof({ sync: 'carried' })).toBe(true)
})
