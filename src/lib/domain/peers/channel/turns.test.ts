import { expect, test } from 'vitest'
import { afterHearing, afterSaying, firstTurns, type ChannelTurns } from './turns.ts'
import type { ChannelMessage } from './messages.ts'

type Kind = ChannelMessage['kind']
/** Plays what this phone says (`>`) and hears (`<`). */
function played(...steps: `${'>' | '<'}${Kind}`[]): ChannelTurns | null {
  let turns: ChannelTurns | null = firstTurns
  for (const step of steps) {
    const kind = step.slice(1) as Kind
    turns = turns && (step.startsWith('>') ? afterSaying(turns, kind) : afterHearing(turns, kind))
  }
  return turns
}
const proven = ['>challenge', '<challenge', '<proof', '>proof'] as const

test('both prove themselves, give, answer and part, whoever is first', () => {
  const whole = played(
    ...proven,
    ...([
      '<list',
      '>list',
      '<wanted',
      '>wanted',
      '>part',
      '<part',
      '>taken',
      '<taken',
      '>photo-list'
    ] as const),
    ...(['<photos-wanted', '>photo', '<done', '<taken', '>done', '>bye', '<bye'] as const)
  )
  expect(whole).toEqual({ mine: 'gone', theirs: 'gone' })
})

test.each([
  ['a list before its phone is proven', ['>challenge', '<challenge', '>proof', '<list']],
  ['a list from here before the other is proven', ['>challenge', '<challenge', '>proof', '>list']],
  ['a part that was not asked for', [...proven, '<list', '<part']],
  ['a second part before the first is taken', [...proven, '<list', '>wanted', '<part', '<part']],
  ['an answer to nothing', [...proven, '<wanted']],
  ['taken, of nothing', [...proven, '>list', '<wanted', '<taken']],
  ['a second list', [...proven, '<list', '>wanted', '<list']],
  ['a second proof', [...proven, '<proof']],
  ['photos before they are wanted', [...proven, '<list', '>wanted', '<photo-list', '<photo']],
  ['a part after photos', [...proven, '<list', '>wanted', '<photo-list', '>photos-wanted', '<part']],
  ['a farewell before this phone is done', [...proven, '<list', '>wanted', '<done', '<bye']],
  [
    'anything after the farewell',
    [...proven, '>list', '<list', '<wanted', '>wanted', '<done', '>done', '<bye', '<part']
  ]
] as const)('it is nobody’s turn for %s', (_name, steps) => {
  expect(played(...steps.slice(0, -1))).not.toBeNull()
  expect(played(...steps)).toBeNull()
})
