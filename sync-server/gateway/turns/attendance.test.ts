import { expect, test } from 'vitest'
import { Attendance } from './attendance.ts'

test('somebody who asked is there for as long as a phone may need between two requests', () => {
  let now = 0
  const attendance = new Attendance(() => now)
  attendance.see('a', true)
  attendance.see('b', false)
  now = 2_999
  expect([attendance.isModestThere(), attendance.isAlone('a'), attendance.isAlone('b')]).toEqual([
    true,
    false,
    false
  ])
  now = 3_000
  expect([attendance.isModestThere(), attendance.isAlone('a'), attendance.isAlone('b')]).toEqual([
    false,
    true,
    true
  ])
})
