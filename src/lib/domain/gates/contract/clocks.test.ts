import fc from 'fast-check'
import { expect, test } from 'vitest'
import { command, commander, holding, noon, outcome, world } from '../../../../../tests/gate-commands.ts'
import { judgeCommand } from './checks/checks.ts'
import type { Command } from './command.ts'
import { offsetOf, isSkewed } from './skew.ts'
import type { CheckContext } from './checks/check-context.ts'

const second = 1_000
const day = 24 * 3_600 * second
const at = (iat: number, more: Partial<CheckContext> = {}) =>
  outcome(judgeCommand(command('CLOSE', { iat }), world(more)))

test.each([
  [5 * second, 'CLOCK_SKEW'],
  [60 * second, 'CLOCK_SKEW'],
  [day, 'CLOCK_SKEW'],
  [-5 * second, 'CLOSE'],
  [-60 * second, 'STALE'],
  [-day, 'STALE']
])('12. a phone %i ms ahead that signs its own time: %s', (ahead, what) => {
  expect(at(noon + ahead)).toBe(what)
})

test('12. the edges: 2 s ahead, the last moment, ten seconds of life', () => {
  expect([at(noon + 2_000), at(noon + 2_001)]).toEqual(['CLOSE', 'CLOCK_SKEW'])
  expect([at(noon - 5_000), at(noon - 5_001)]).toEqual(['CLOSE', 'STALE'])
  const living = (ms: number) => outcome(judgeCommand(command('CLOSE', { exp: noon + ms }), world()))
  expect([living(10_000), living(10_001)]).toEqual(['CLOSE', 'STALE'])
})

test('12. whatever its own clock, a phone that has heard the agent signs a time that the agent takes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -2 * day, max: 2 * day }),
      fc.array(fc.integer({ min: 0, max: 1_500 }), { minLength: 1, maxLength: 9 }),
      fc.integer({ min: 0, max: 2_000 }),
      (skew, trips, onTheWay) => {
        const exchanges = trips.map((trip, i) => {
          const agentTime = noon - (i + 1) * 10 * second
          return { sentAt: agentTime + skew - trip / 2, heardAt: agentTime + skew + trip / 2, agentTime }
        })
        const iat = noon + skew + offsetOf(exchanges)!
        expect(at(iat, { now: noon + onTheWay })).toBe('CLOSE')
        expect(isSkewed(offsetOf(exchanges))).toBe(Math.abs(skew) > 60 * second)
      }
    )
  )
})

test('the offset is the median of the last five, each put right by half its round trip', () => {
  const exchange = (offset: number, trip = 0) => ({
    sentAt: noon,
    heardAt: noon + trip,
    agentTime: noon + trip / 2 + offset
  })
  expect(offsetOf([])).toBeNull()
  expect(offsetOf([exchange(300, 800)])).toBe(300)
  expect(
    offsetOf([exchange(9_000), exchange(9_000), exchange(9_000), ...[1, 2, 3, 4, 5].map((x) => exchange(x))])
  ).toBe(3)
  expect(offsetOf([exchange(10), exchange(20), exchange(90_000), exchange(30)])).toBe(25)
  expect(offsetOf([{ sentAt: noon, heardAt: noon - 1, agentTime: noon }])).toBeNull()
  expect([isSkewed(60_000), isSkewed(60_001), isSkewed(-60_001), isSkewed(null)]).toEqual([
    false,
    true,
    true,
    false
  ])
})

const nonce = 'sixteen-letters-1'
const challenges = [
  { nonce: 'an-older-challenge', at: noon - 10_001 },
  { nonce, at: noon - 10_000 }
]

test('12. an agent that does not know the time takes what carries its own challenge of a moment ago, whatever the hour', () => {
  const ask = (more: object) =>
    outcome(judgeCommand(command('CLOSE', { iat: noon + 400 * day, ...more }), world({ challenges })))
  expect(ask({ nonce })).toBe('CLOSE')
  expect(ask({ nonce: 'an-older-challenge' })).toBe('STALE')
  expect(ask({ nonce: 'somebody-s-challenge' })).toBe('STALE')
  expect(ask({})).toBe('STALE')
  expect(ask({ nonce, exp: noon + 401 * day })).toBe('STALE')
})

test('12. who does not know the hour takes it to be night, and postpones nothing', () => {
  const around = world({ challenges, holder: holding(commander) })
  const ask = (action: Command['action']) => judgeCommand(command(action, { nonce }, commander), around)
  expect([outcome(ask('OPEN')), outcome(ask('PASS')), outcome(ask('CLOSE'))]).toEqual([
    'NEEDS_SECOND',
    'PASS',
    'CLOSE'
  ])
  expect(ask('POSTPONE')).toMatchObject({ refusal: { why: 'no-clock' } })
})
