import { expect, test } from 'vitest'
import { isPublishTopic, isSubscribeTopic, reaches } from '#lib/domain/mqtt-topic.ts'

test('19 a state may be told on a filter: + is one level, # the rest, and neither hears the broker itself', () => {
  const heard = (filter: string) =>
    ['g', 'g/a', 'g/a/state', 'g/b/state', '$SYS/state'].filter((topic) => reaches(topic, filter))
  expect(heard('g/+/state')).toEqual(['g/a/state', 'g/b/state'])
  expect(heard('g/#')).toEqual(['g', 'g/a', 'g/a/state', 'g/b/state'])
  expect(heard('+/state')).toEqual([])
  expect(heard('#')).toEqual(['g', 'g/a', 'g/a/state', 'g/b/state'])
  expect(heard('g/a')).toEqual(['g/a'])
})

test('19 wildcards stand for whole levels, and never in a topic that commands go to', () => {
  expect(['a/+', '+', 'a/#', '#', 'a//b'].every(isSubscribeTopic)).toBe(true)
  expect(['', 'a+/b', 'a/#/b', 'a#', 'a\0'].some(isSubscribeTopic)).toBe(false)
  expect(['a', '/a', 'a b/ă'].every(isPublishTopic)).toBe(true)
  expect(['', 'a/+', '#', 'a\0'].some(isPublishTopic)).toBe(false)
})
