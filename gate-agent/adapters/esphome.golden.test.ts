import { expect, test } from 'vitest'
import { esphome } from './esphome.ts'
import { stories, playStory } from './golden/play.ts'

for (const story of stories('esphome')) {
  test(`20 ${story.story}`, () => {
    const { shown, expected } = playStory(esphome(), story)
    expect(shown).toEqual(expected)
  })
}
