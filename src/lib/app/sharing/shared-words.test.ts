import { expect, test } from 'vitest'
import { excerptOf } from './shared-words.ts'

test('an excerpt is one line, and short however long the words are', () => {
  expect(excerptOf('Mất hai can dầu\n\nở bến đò')).toBe('Mất hai can dầu ở bến đò')
  expect(excerptOf('một '.repeat(20_000))).toMatch(/^(một ){39}một…$/)
  expect(excerptOf(`${'\n'.repeat(2_000)}cuối`)).toBe('…')
})
