import { expect, test } from 'vitest'
import { discoveryTopicOf } from './discovery-topic.ts'

test('19 a discovery topic names component and gate, under this prefix alone', () => {
  expect(discoveryTopicOf('antt/ha/cover/ap-5/cua_1/config', 'antt/ha')).toEqual({
    component: 'cover',
    id: 'ap-5/cua_1'
  })
  expect(discoveryTopicOf('homeassistant/device/cong01/config', 'homeassistant')).toMatchObject({
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
    expect(discoveryTopicOf(topic, 'homeassistant')).toBe(null)
  }
})
