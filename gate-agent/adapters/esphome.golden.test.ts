import { expect, test } from 'vitest'
import { esphome } from './esphome.ts'
import { stories, told } from './golden/play.ts'

for (const story of stories('esphome')) {
  test(`20 ${story.story}`, () => {
    const { shown, expected } = told(esphome(), story)
    expect(shown).toEqual(expected)
  })
}
