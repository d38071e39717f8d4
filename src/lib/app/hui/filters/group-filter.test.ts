import { expect, test } from 'vitest'
import type { Person } from '#lib/domain/hui/people.ts'
import { groupsFound, type GroupFilter } from './group-filter.ts'

const people = new Map<string, Person>([
  ['huệ', { id: 'huệ', name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ', hamlet: 'Khóm 2' }],
  ['kiều', { id: 'kiều', name: 'Võ Thị Kiều' }]
])
const rows = [
  { host: 'huệ', zalo: 'Hụi cô Ba', status: 'active' },
  { host: 'kiều', zalo: null, status: 'stopped' },
  { host: 'chưa biết', zalo: 'Chợ Láng Tròn', status: 'active' }
] as const
const found = (query: string, status: GroupFilter['status'] = '') =>
  groupsFound(rows, { query, status }, people).map(({ host }) => host)

test('a host is found without diacritics, by name, as she is called, by hamlet and by her Zalo group', () => {
  for (const query of ['ba hue', 'tang my', 'khom 2', 'hui co']) expect(found(query)).toEqual(['huệ'])
  expect(found('cho lang')).toEqual(['chưa biết'])
  expect(found('khong co ai')).toEqual([])
  expect(found('')).toHaveLength(3)
})

test('of one status alone', () => {
  expect(found('', 'stopped')).toEqual(['kiều'])
  expect(found('ba hue', 'stopped')).toEqual([])
})
