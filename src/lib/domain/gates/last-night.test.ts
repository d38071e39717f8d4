import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { lastNight } from './last-night.ts'

/** The 25th, 02:35 in Vietnam. */
const now = Date.UTC(2026, 10, 24, 19, 35)
const hour = 3_600_000
let n = 0
/** An opening so long ago, ms, as the gate's agent reports it. */
const opened = (ago: number, body: object = {}): Envelope => {
  const at = new Date(now - ago).toISOString()
  const command = `01936a1c-9f2f-7abc-8def-${String(++n).padStart(12, '0')}`
  return {
    ...vectors.facts[0]!.fact,
    id: `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`,
    type: 'gates.event-reported',
    at,
    n,
    body: {
      kind: 'completed',
      source: 'app',
      action: 'PASS',
      actor: 'giu',
      command,
      reason: 'Xe hàng đi chợ',
      after: { motion: 'closed', position: 0, obstructed: false },
      ...body
    }
  }
}
const reasonOf = (facts: readonly Envelope[], closesAt: number | null = null) =>
  lastNight(facts, now, closesAt)?.reason ?? null

test('of last night’s passages the one nearest to this hour is repeated, whatever the order of arrival', () => {
  const facts = [
    opened(28 * hour, { reason: 'Ghe về' }),
    opened(24.1 * hour, { reason: 'Xe hàng đi chợ, 69X9-000.12' }),
    opened(22.5 * hour, { reason: 'Xe sữa' }),
    opened(1 * hour, { reason: 'Đêm nay' })
  ]
  fc.assert(
    fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (arrived) => {
      expect(reasonOf(arrived)).toBe('Xe hàng đi chợ, 69X9-000.12')
    })
  )
})

test('tonight’s passages and those by day are none of last night’s', () => {
  expect(reasonOf([opened(3 * hour)])).toBeNull()
  expect(reasonOf([opened(15 * hour)])).toBeNull()
  expect(reasonOf([opened(37 * hour)])).toBeNull()
})

test('an opening counts by the gate’s own closing hour where that is known', () => {
  // 20:35 yesterday.
  const early = opened(30 * hour)
  expect(reasonOf([early])).toBeNull()
  const closesAt = Date.UTC(2026, 10, 25, 13)
  expect(reasonOf([early], closesAt)).toBe('Xe hàng đi chợ')
})

test.each([
  [
    'an emergency',
    { action: 'OPEN', override: 'fire', after: { motion: 'open', position: 100, obstructed: false } }
  ],
  ['an exercise', { drill: true }],
  ['a refusal', { kind: 'refused', code: 'LOCKED' }],
  ['one without a reason', { reason: undefined }],
  ['a closing', { action: 'CLOSE' }]
])('%s is not repeated', (_what, body) => {
  expect(reasonOf([opened(24 * hour, body)])).toBeNull()
})
