import { expect, test } from 'vitest'
import { RecentTags } from './recent-tags.ts'

test('a tag is repeated within its time, which its repetition does not prolong', () => {
  let now = 0
  const tags = new RecentTags(100, () => now)
  expect([tags.isRepeated('a'), tags.isRepeated('b')]).toEqual([false, false])
  now = 99
  expect([tags.isRepeated('a'), tags.isRepeated('c')]).toEqual([true, false])
  now = 100
  expect([tags.isRepeated('a'), tags.isRepeated('c')]).toEqual([false, true])
})

test('of more than are remembered the oldest is told once more', () => {
  const tags = new RecentTags(100, () => 0)
  for (let i = 0; i <= 50_001; i++) tags.isRepeated(`${i}`)
  expect([tags.isRepeated('50000'), tags.isRepeated('0')]).toEqual([true, false])
})
