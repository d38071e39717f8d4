import { expect, test } from 'vitest'
import { stories, told } from './golden/play.ts'
import { homeAssistant } from './home-assistant.ts'

for (const story of stories('home-assistant')) {
  test(`19 ${story.story}`, () => {
    const { shown, expected } = told(homeAssistant(story.prefix), story)
    expect(shown).toEqual(expected)
  })
}
