import { expect, test } from 'vitest'
import { json } from './json.ts'

test('what is nested too deeply or too long is no JSON, and what controllers send is', () => {
  expect(json(`${'['.repeat(33)}${']'.repeat(33)}`)).toBeUndefined()
  expect(json(`"${'x'.repeat(2_000_000)}"`)).toBeUndefined()
  expect(json(`${'['.repeat(32)}${']'.repeat(32)}`)).toBeDefined()
  expect(json('{"a":[{"b":"[{"}]}')).toEqual({ a: [{ b: '[{' }] })
})
