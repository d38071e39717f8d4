import { expect, test } from 'vitest'
import { roles } from '#lib/domain/roles.ts'
import { lockAfterMs, Untouched } from './auto-lock.ts'

test('a keeper’s notebook stays open longest; of several roles the strictest counts', () => {
  const minutes = (...held: Parameters<typeof lockAfterMs>[0]) => lockAfterMs(held) / 60_000
  expect(minutes('keeper')).toBe(60)
  for (const role of roles) expect(minutes(role)).toBeLessThanOrEqual(60)
  expect([minutes('hamlet'), minutes('commander'), minutes('keeper', 'officer'), minutes()]).toEqual([
    30, 15, 15, 15
  ])
  expect(lockAfterMs(['commander'], true) / 60_000).toBe(60)
})

test('a clock that is set back or stands still while the phone sleeps delays no lock', () => {
  const clocks = { wall: 1_000_000, running: 0 }
  const untouched = new Untouched([() => clocks.wall, () => clocks.running])
  clocks.wall -= 500_000
  clocks.running += 60_000
  expect(untouched.ms).toBe(60_000)
  untouched.touch()
  expect(untouched.ms).toBe(0)
  clocks.wall += 900_000
  expect(untouched.ms).toBe(900_000)
})
