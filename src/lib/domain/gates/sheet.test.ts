import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { kindOf } from './kinds.ts'
import { gateLog } from './log.ts'
import { monthOf, sheet } from './sheet.ts'

let n = 0
const fact = (type: string, at: string, body: object, by = 'may'): Envelope => ({
  ...vectors.facts[0]!.fact,
  id: `01936a1c-8f2f-7abc-8def-${String(++n).padStart(12, '0')}`,
  type: `gates.${type}`,
  at,
  by,
  device: by.padEnd(43, 'x'),
  n,
  body: { ...body }
})
const after = (motion: string) => ({ motion, position: null, obstructed: null })
const done = (action: string, at: string, motion: string, more: object = {}) =>
  fact('event-reported', at, {
    kind: 'completed',
    source: 'app',
    action,
    actor: 'truc',
    command: `01936a1c-9f2f-7abc-8def-${String(++n).padStart(12, '0')}`,
    after: after(motion),
    ...more
  })
const note = (what: string, at: string) =>
  fact('note-written', at, { what, reason: 'Ghi thử', who: 'Tư Khởi' }, 'giu')
const november = monthOf('2026-11')
const counts = (...facts: Envelope[]) => {
  const { openings, closings, troubles } = sheet(facts, november)
  return [openings, closings, troubles].map(({ reported, claimed }) => [reported, claimed])
}
const at = '2026-11-24T15:00:00.000Z'

test('a month begins and ends at midnight in Việt Nam', () => {
  const times = [
    '2026-10-31T16:59:59.999Z',
    '2026-10-31T17:00:00.000Z',
    '2026-11-30T16:59:59.999Z',
    '2026-11-30T17:00:00.000Z'
  ]
  const entries = sheet(
    times.map((time) => note('closed', time)),
    november
  ).entries
  expect(entries.map(({ fact }) => fact.at)).toEqual([times[1], times[2]])
  expect(monthOf('2026-12').from).toBe(november.to)
})

test('what the gate reports and what people wrote are counted apart; a single passage is both', () => {
  expect(
    counts(
      done('OPEN', at, 'open'),
      done('CLOSE', at, 'closed'),
      done('PASS', at, 'closed'),
      note('closed', at)
    )
  ).toEqual([
    [2, 0],
    [2, 1],
    [0, 0]
  ])
})

test('what did not come about is not counted: stopped on the way, refused, or only claimed by a phone', () => {
  const claim = { command: '01936a1c-8f40-7abc-8def-0123456789ab', action: 'CLOSE', outcome: 'completed' }
  expect(
    counts(
      done('CLOSE', at, 'stopped'),
      done('OPEN', at, 'closed', { kind: 'refused', code: 'LOCKED' }),
      fact('command-attempted', at, claim, 'truc')
    )
  ).toEqual([
    [0, 0],
    [0, 0],
    [0, 0]
  ])
})

test('two phones that close one gate at once close it once, and who asks for what is so already does nothing', () => {
  const before = (motion: string) => ({ before: after(motion) })
  const [first, second] = [
    done('CLOSE', at, 'closed', before('open')),
    done('CLOSE', at, 'closed', before('closing'))
  ]
  const third = done('CLOSE', at, 'closed', before('closed'))
  const opened = [before('stopped'), before('open'), before('opening')].map((how) =>
    done('OPEN', at, 'open', how)
  )
  expect(counts(first, second, third, ...opened).slice(0, 2)).toEqual([
    [1, 0],
    [1, 0]
  ])
  expect(sheet([first, second, third], november).entries).toHaveLength(3)
})

test('who looked at the picture is not on the paper', () => {
  const look = fact('event-reported', at, { kind: 'camera-viewed', source: 'app', actor: 'truc' })
  expect(sheet([look, note('seen', at)], november).entries).toHaveLength(1)
})

test('an exercise stands in the list and counts nowhere', () => {
  const drill = done('CLOSE', at, 'closed', { drill: true })
  expect(counts(drill)).toEqual([
    [0, 0],
    [0, 0],
    [0, 0]
  ])
  expect(sheet([drill], november).entries).toHaveLength(1)
})

test('a hand at the wall opens and closes; what should not be is trouble', () => {
  const wall = (motion: string) =>
    fact('event-reported', at, { kind: 'local-manual', source: 'wall', after: after(motion) })
  const trouble = ['unexpected-move', 'left-open', 'offline', 'power-lost'].map((kind) =>
    fact('event-reported', at, { kind, source: 'agent', after: after('open') })
  )
  const failed = done('CLOSE', at, 'open', { kind: 'obstructed' })
  expect(counts(wall('opening'), wall('closing'), ...trouble, failed, note('fault', at))).toEqual([
    [1, 0],
    [1, 0],
    [5, 1]
  ])
  expect(gateLog([note('seen', at), note('other', at)]).map(kindOf)).toEqual(['seen', 'other'])
})

test('shuffled facts give the same sheet', () => {
  const all = [done('OPEN', at, 'open'), note('closed', at), done('CLOSE', at, 'closed'), note('fault', at)]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(sheet(facts, november)).toEqual(sheet(all, november))
    })
  )
})
