import { expect, test } from 'vitest'
import { isPublishTopic, reaches } from '#lib/domain/mqtt-topic.ts'

test('19 a filter: + is one level, # the rest, and neither hears the broker itself', () => {
  const heard = (filter: string) =>
    ['g', 'g/a', 'g/a/state', 'g/b/state', '$SYS/state'].filter((topic) => reaches(topic, filter))
  expect(heard('g/+/state')).toEqual(['g/a/state', 'g/b/state'])
  expect(heard('g/#')).toEqual(['g', 'g/a', 'g/a/state', 'g/b/state'])
  expect(heard('+/state')).toEqual([])
  expect(heard('#')).toEqual(['g', 'g/a', 'g/a/state', 'g/b/state'])
  expect(heard('g/a')).toEqual(['g/a'])
})

test('19 wildcards are never in a topic that commands go to, or that a gate is heard on', () => {
  expect(['a', '/a', 'a b/ă'].every(isPublishTopic)).toBe(true)
  expect(['', 'a/+', '#', 'a\0'].some(isPublishTopic)).toBe(false)
})
