import { expect, test } from 'vitest'
import { tasmota } from './tasmota.ts'
import { stories, playStory } from './golden/play.ts'

for (const story of stories('tasmota')) {
  test(`21 ${story.story}`, () => {
    const { shown, expected } = playStory(tasmota(), story)
    expect(shown).toEqual(expected)
  })
}
