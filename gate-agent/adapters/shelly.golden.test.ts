import { expect, test } from 'vitest'
import { shelly } from './shelly.ts'
import { stories, playStory } from './golden/play.ts'

for (const story of stories('shelly')) {
  test(`22 ${story.story}`, () => {
    const { shown, expected } = playStory(shelly(), story)
    expect(shown).toEqual(expected)
  })
}
