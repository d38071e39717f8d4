import { expect, test } from 'vitest'
import { isPublishTopic, isSubscribeTopic, placeOf, reaches } from './topics.ts'

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

test('19 a discovery topic names component and gate, under this prefix alone', () => {
  expect(placeOf('antt/ha/cover/ap-5/cua_1/config', 'antt/ha')).toEqual({
    component: 'cover',
    id: 'ap-5/cua_1'
  })
  expect(placeOf('homeassistant/device/cong01/config', 'homeassistant')).toMatchObject({
    component: 'device'
  })
  for (const topic of [
    'domeassistant/cover/g/config',
    'homeassistant/light/g/config',
    'homeassistant/cover/config',
    'homeassistant/cover/a/b/c/config',
    'homeassistant/cover/cổng/config',
    'homeassistant/cover/g/config/more'
  ]) {
    expect(placeOf(topic, 'homeassistant')).toBe(null)
  }
})
