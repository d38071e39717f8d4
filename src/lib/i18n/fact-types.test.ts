import { expect, test } from 'vitest'
import { permissions } from '#lib/domain/facts.ts'
import { kinds as en } from './fact-types-en.ts'
import { kinds as vi } from './fact-types-vi.ts'

test.each([
  ['Vietnamese', vi],
  ['English', en]
])('every declared type of fact has its words in %s', (_, kinds) => {
  const missing = Object.keys(permissions).filter((type) => !Object.hasOwn(kinds, type))
  expect(missing).toEqual([])
})
