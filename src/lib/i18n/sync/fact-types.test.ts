import { expect, test } from 'vitest'
import { permissions } from '#lib/domain/facts.ts'
import { kindWords } from './fact-types.ts'

test.each(['vi', 'en'] as const)('every declared type of fact has its words: %s', (language) => {
  const missing = Object.keys(permissions).filter((type) => !kindWords(language)[type])
  expect(missing).toEqual([])
})
