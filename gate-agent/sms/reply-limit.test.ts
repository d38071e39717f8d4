import { expect, test } from 'vitest'
import { ReplyLimit } from './reply-limit.ts'

const allowed = (limit: ReplyLimit, keys: readonly string[], now: number) =>
  keys.filter((key) => limit.allows(key, now)).length

test('one key gets six answers in ten minutes, and others still get theirs', () => {
  const limit = new ReplyLimit()
  expect(allowed(limit, Array(20).fill('a'), 0)).toBe(6)
  expect(limit.allows('b', 1)).toBe(true)
  expect(limit.allows('a', 600_000)).toBe(true)
})

test('all keys together get forty', () => {
  const limit = new ReplyLimit()
  expect(
    allowed(
      limit,
      Array.from({ length: 100 }, (_, i) => `k${i}`),
      0
    )
  ).toBe(40)
})
