import { expect, test } from 'vitest'
import { openSpace } from './space.ts'

test('a browser that tells of its storage is believed, one that does not leaves it open', async () => {
  const space = openSpace({
    persisted: async () => false,
    persist: async () => true,
    estimate: async () => ({ usage: 30, quota: 100 })
  })
  expect(await space.state()).toEqual({ kept: false, usedBytes: 30, leftBytes: 70 })
  expect(await space.keep()).toBe(true)

  const old = openSpace(undefined)
  expect(await old.state()).toEqual({ kept: null, usedBytes: null, leftBytes: null })
  expect(await old.keep()).toBe(false)
})

test('more used than granted leaves nothing, not less than nothing', async () => {
  const space = openSpace({ estimate: async () => ({ usage: 120, quota: 100 }) })
  expect(await space.state()).toMatchObject({ kept: null, leftBytes: 0 })
})
