import { expect, test } from 'vitest'
import { zigbee2mqtt } from './zigbee2mqtt.ts'
import { stories, playStory } from './golden/play.ts'

for (const story of stories('zigbee2mqtt')) {
  test(`zigbee2mqtt ${story.story}`, () => {
    const { shown, expected } = playStory(zigbee2mqtt(), story)
    expect(shown).toEqual(expected)
  })
}
