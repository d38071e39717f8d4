import type { ClockWords } from './clock-vi.ts'

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`

export const clock: ClockWords = {
  fast: (span) => `This phone's clock is ${span} ahead of the server.`,
  slow: (span) => `This phone's clock is ${span} behind the server.`,
  kept: "Since it was last compared, records bear the server's time.",
  set: "Better turn on automatic time in the phone's settings, with a network there to compare again at once.",
  years: (count) => counted(count, 'year'),
  days: (count) => counted(count, 'day'),
  hours: (count) => counted(count, 'hour'),
  minutes: (count) => counted(count, 'minute')
}
