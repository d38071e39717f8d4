import { expect, test } from 'vitest'
import { RootPins } from './root-pins.ts'

test('the first root that the server names for a unit stays, until its owner has typed the password', () => {
  const kept: unknown[] = []
  const pins = new RootPins({ 'a-xa': 'first' }, (...told) => kept.push(told))
  expect(pins.get('b-xa')).toBeUndefined()
  pins.pin({ 'a-xa': 'other', 'b-xa': 'second' }, false)
  expect([pins.get('a-xa'), pins.get('b-xa')]).toEqual(['first', 'second'])
  pins.pin({ 'b-xa': 'other' }, false)
  expect(pins.get('b-xa')).toBe('second')
  pins.pin({ 'a-xa': 'other' }, true)
  expect([pins.get('a-xa'), pins.get('b-xa')]).toEqual(['other', 'second'])
  expect(kept).toEqual([
    [{ 'a-xa': 'other', 'b-xa': 'second' }, false],
    [{ 'a-xa': 'other' }, true]
  ])
})
