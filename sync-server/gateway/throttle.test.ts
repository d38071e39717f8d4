import { expect, test } from 'vitest'
import { throttle } from './throttle.ts'

function fresh() {
  let ms = 1_000_000
  const tries = throttle(() => ms)
  const fail = (who: string, times: number) => {
    for (let i = 0; i < times; i++) {
      expect(tries.begin(who)).toBe(0)
      tries.end(who, 'wrong')
    }
  }
  return { tries, fail, pass: (seconds: number) => (ms += seconds * 1000) }
}

test('five wrong passwords are free, then the wait doubles', () => {
  const { tries, fail, pass } = fresh()
  fail('a', 5)
  expect(tries.begin('a')).toBe(2)
  pass(2)
  fail('a', 1)
  expect(tries.begin('a')).toBe(4)
  pass(4)
  fail('a', 1)
  expect(tries.begin('a')).toBe(8)
})

test('the wait never exceeds a minute', () => {
  const { tries, fail, pass } = fresh()
  fail('a', 5)
  for (let i = 0; i < 10; i++) {
    pass(60)
    fail('a', 1)
  }
  expect(tries.begin('a')).toBe(60)
})

test('others are not slowed down', () => {
  const { tries, fail } = fresh()
  fail('a', 5)
  expect(tries.begin('b')).toBe(0)
})

test('a right password clears the count, an unreachable server does not add to it', () => {
  const { tries, fail } = fresh()
  fail('a', 4)
  expect(tries.begin('a')).toBe(0)
  tries.end('a', 'unknown')
  expect(tries.begin('a')).toBe(0)
  tries.end('a', 'right')
  fail('a', 5)
})

test('a quarter of an hour forgets', () => {
  const { tries, fail, pass } = fresh()
  fail('a', 5)
  pass(15 * 60)
  expect(tries.begin('a')).toBe(0)
})

test('a burst cannot outrun the count', () => {
  const { tries } = fresh()
  const begun = Array.from({ length: 100 }, () => tries.begin('a')).filter((seconds) => seconds === 0)
  expect(begun).toHaveLength(20)
})

test('at most ten thousand names are remembered, and the oldest is forgotten first', () => {
  const { tries, fail } = fresh()
  fail('a', 5)
  for (let i = 0; i < 10_000; i++) fail(`other ${i}`, 1)
  expect(tries.begin('a')).toBe(0)
})
