import { expect, test } from 'vitest'
import { shelly } from './shelly.ts'
import { stories, told } from './golden/play.ts'

for (const story of stories('shelly')) {
  test(`22 ${story.story}`, () => {
    const { shown, expected } = told(shelly(), story)
    expect(shown).toEqual(expected)
  })
}
