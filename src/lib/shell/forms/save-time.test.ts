import { expect, test } from 'vitest'
import { SaveTime } from './save-time.ts'

test('a save begins with the tap, and one by holding with its record', () => {
  const time = new SaveTime()
  expect(time.begin(100)).toBe(100)
  time.press()
  time.tap(150)
  expect(time.begin(170)).toBe(150)
  // Held for a second.
  time.press()
  expect(time.begin(1_300)).toBe(1_300)
  // Its finger lifts when the record has begun.
  time.tap(1_400)
  expect(time.begin(1_300)).toBe(1_300)
})
