import { expect, test } from 'vitest'
import { stories, playStory } from './golden/play.ts'
import { homeAssistant } from './home-assistant.ts'

for (const story of stories('home-assistant')) {
  test(`19 ${story.story}`, () => {
    const { shown, expected } = playStory(homeAssistant(story.prefix), story)
    expect(shown).toEqual(expected)
  })
}
