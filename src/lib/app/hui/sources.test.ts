import { expect, test } from 'vitest'
import { saidOf, sourceOf, sources } from './sources.ts'

test('a record tells the source that its form was given, and no other one', () => {
  for (const source of sources) expect(sourceOf(saidOf(source))).toBe(source)
  expect(sourceOf({ by: 'member', how: 'call' })).toBeUndefined()
})
