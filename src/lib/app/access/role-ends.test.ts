import { expect, test } from 'vitest'
import type { ListedAccount } from '#lib/domain/directory/directory-shape.ts'
import { endOfDay } from '#lib/domain/directory/role-ends.ts'
import { endingRoles, endingSoon } from './role-ends.ts'

const listed: ListedAccount = {
  account: 'giu-cong',
  name: 'Trần Văn Khởi',
  roles: ['keeper', 'hamlet', 'ubnd'],
  until: { keeper: '2026-12-31', hamlet: '2026-12-10', officer: '2026-12-01' }
}

test('roles that end are told with their last day, the first first; none that the account does not hold', () => {
  expect(endingRoles(listed)).toEqual([
    { role: 'hamlet', day: '2026-12-10' },
    { role: 'keeper', day: '2026-12-31' }
  ])
  expect(endingRoles(undefined)).toEqual([])
})

test('they are announced seven days before', () => {
  const day = 24 * 3_600_000
  const at = (ms: number) => endingSoon(listed, ms).map(({ role }) => role)
  expect(at(endOfDay('2026-12-10') - 7 * day - 1)).toEqual([])
  expect(at(endOfDay('2026-12-10') - 7 * day)).toEqual(['hamlet'])
  expect(at(endOfDay('2026-12-31') + day)).toEqual(['hamlet', 'keeper'])
})
