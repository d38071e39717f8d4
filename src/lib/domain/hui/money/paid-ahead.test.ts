import { expect, test } from 'vitest'
import type { Due } from '../state.ts'
import { PaidAhead } from './paid-ahead.ts'

const dueOf = (open: number) => ({ holder: 'a', open, drawn: 0 }) as Due

test('what was paid ahead before a day pays a due in its turn, and the rest is left', () => {
  const ahead = new PaidAhead()
  for (const [since, left] of [
    ['2026-01-05', 30],
    ['2026-01-01', 20],
    ['2026-01-09', 7]
  ] as const)
    ahead.add('a', { since, left })
  const [first, second] = [dueOf(25), dueOf(50)]
  ahead.pay(first, '2026-01-05')
  ahead.pay(second, '2026-01-06')
  expect([first, second]).toMatchObject([
    { drawn: 20, open: 5 },
    { drawn: 30, open: 20 }
  ])
  expect(ahead.left).toEqual([{ person: 'a', amount: 7 }])
})

test('sums paid ahead of days to come cost no due anything', () => {
  const ahead = new PaidAhead()
  for (let i = 0; i < 20_000; i++) ahead.add('a', { since: '2090-01-01', left: 1 })
  for (let i = 0; i < 40_000; i++) ahead.pay(dueOf(1), '2026-01-05')
  expect(ahead.left).toEqual([{ person: 'a', amount: 20_000 }])
})
