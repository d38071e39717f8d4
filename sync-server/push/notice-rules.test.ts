import { expect, test } from 'vitest'
import { directory, type Gate } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Role } from '#lib/domain/roles.ts'
import { noticeRules } from './notice-rules.ts'

const gate = (id: string, keeper: string): [string, Gate] => [
  id,
  { gate: id, name: id, kind: 'motor', keepers: [keeper] }
]
const known = { ...directory([], null), gates: new Map([gate('cong-1b', 'giu-1b'), gate('cong-2', 'giu-2')]) }
const report = { stream: 'gate/cong-1b', body: { kind: 'left-open', minutes: 10 } } as unknown as Envelope

test.each<[string, Role, boolean]>([
  ['truong', 'commander', true],
  ['truc', 'officer', true],
  ['giu-1b', 'keeper', true],
  ['giu-1b', 'hamlet', true],
  ['giu-2', 'keeper', false],
  ['to-vien', 'hamlet', false],
  ['xa', 'ubnd', false],
  ['thanh-tra', 'auditor', false]
])('of a gate left open %s, a %s, hears: %s', (account, role, hears) => {
  const { calls } = noticeRules['gates.event-reported']!
  expect(calls!(known, report, { account, roles: [role] })).toBe(hears)
})
