import { expect, test } from 'vitest'
import { ReplyLimit, type ReplyKind } from './reply-limit.ts'

const many = Array.from({ length: 100 }, (_, i) => `k${i}`)
const allowed = (limit: ReplyLimit, keys: readonly string[], kind: ReplyKind = 'outcome') =>
  keys.filter((key) => limit.allows(key, kind, 0)).length

test('one key gets six answers in ten minutes, and others still get theirs', () => {
  const limit = new ReplyLimit()
  expect(allowed(limit, Array(20).fill('a'))).toBe(6)
  expect(limit.allows('b', 'outcome', 1)).toBe(true)
  expect(limit.allows('a', 'outcome', 600_000)).toBe(true)
})

test('all keys together get forty', () => {
  expect(allowed(new ReplyLimit(), many)).toBe(40)
  expect(allowed(new ReplyLimit(), many, 'refusal')).toBe(40)
})

test('what leaves no trace is answered once a key, and ten times in all', () => {
  const limit = new ReplyLimit()
  expect(allowed(limit, ['a', 'a', 'a'], 'unproven')).toBe(1)
  expect(allowed(limit, many, 'unproven')).toBe(9)
})

test('no number of refusals takes the place of an outcome, or of what became of an alarm', () => {
  const limit = new ReplyLimit()
  for (const kind of ['refusal', 'unproven'] as const) allowed(limit, [...Array(20).fill('a'), ...many], kind)
  expect(limit.allows('a', 'outcome', 0)).toBe(true)
  expect(limit.allows('a', 'alarm', 0)).toBe(true)
})

test('whoever was answered six times is told of no refusal', () => {
  const limit = new ReplyLimit()
  allowed(limit, Array(6).fill('a'))
  expect([limit.allows('a', 'refusal', 0), limit.allows('a', 'unproven', 0)]).toEqual([false, false])
})
