import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalCodes } from '#lib/domain/gates/contract/codes.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import { motions } from '#lib/domain/gates/motion.ts'
import { outcomeText, standText, type SmsStand } from './reply-text.ts'

const now = Date.UTC(2026, 10, 24, 8)
const report: SmsStand['report'] = {
  motion: 'closed',
  position: 0,
  obstructed: false,
  assumed: false,
  deviceOnline: true,
  reportedAt: now - 8_000
}
const stand = (more: object = {}, lock: SmsStand['lock'] = null) => {
  const said = { ...report, ...more }
  const reportAgeMs = said.reportedAt === null ? null : now - said.reportedAt
  return { gate: 'cong-1b', report: said, reportAgeMs, lock, now } as SmsStand
}
const reply = (status: string, more: object = {}) =>
  ({ v: 1, status, act: 'CLOSE', ...more }) as unknown as Reply

describe('how a gate stands', () => {
  test('is told with the age of its report', () => {
    expect(standText(stand())).toBe('ANTT cong-1b: DA DONG, cong bao 8 giay truoc.')
    expect(standText(stand({ motion: 'open', obstructed: true }))).toBe(
      'ANTT cong-1b: DANG MO, cong bao 8 giay truoc, co vat can.'
    )
  })

  test('is unknown where the report is old, the controller gone, or nothing was ever heard', () => {
    const texts = [
      { reportedAt: now - 200_000 },
      { deviceOnline: false },
      { motion: 'unknown' },
      { reportedAt: null }
    ].map((more) => standText(stand(more)))
    for (const text of texts) {
      expect(text).toContain('KHONG RO')
      expect(text).not.toContain('DA DONG')
    }
  })

  test('is never “closed” by calculation alone', () => {
    expect(standText(stand({ assumed: true }))).not.toContain('DA DONG')
  })
})

describe('the outcome of a command', () => {
  test('is told at its end and not before, and not for a text that came before', () => {
    expect(outcomeText(reply('accepted'), stand())).toBeNull()
    expect(outcomeText(reply('moving'), stand())).toBeNull()
    expect(outcomeText(reply('refused', { refusal: { code: 'REPLAY' } }), stand())).toBeNull()
    expect(outcomeText(reply('completed'), stand())).toBe(
      'ANTT cong-1b: lenh dong da xong. DA DONG, cong bao 8 giay truoc.'
    )
  })

  test('against a motion it was only stopped, and a late one was not carried out', () => {
    expect(outcomeText(reply('completed', { act: 'STOP' }), stand({ motion: 'stopped' }))).toContain(
      'CHI DUNG'
    )
    expect(outcomeText(reply('refused', { refusal: { code: 'STALE' } }), stand())).toBe(
      'ANTT cong-1b: KHONG nhan lenh, cong khong chay: tin den qua 2 phut sau khi soan, hay soan tin moi.'
    )
  })
})

test('every answer is one text message in characters that every network carries', () => {
  const stands = fc.record({
    motion: fc.constantFrom(...motions),
    obstructed: fc.constantFrom(true, false, null),
    assumed: fc.boolean(),
    deviceOnline: fc.boolean(),
    reportedAt: fc.option(fc.integer({ min: 0, max: now }))
  })
  const statuses = fc.constantFrom('completed', 'stopped', 'obstructed', 'timeout', 'failed')
  const acts = fc.constantFrom('CLOSE', 'STOP')
  const codes = fc.constantFrom(...refusalCodes)
  fc.assert(
    fc.property(stands, statuses, acts, codes, fc.boolean(), (known, status, act, code, locked) => {
      const lock = locked ? { kind: 'alarm' as const, by: 'x', since: 0 } : null
      const at = { ...stand(known, lock), gate: 'a'.repeat(35) }
      const texts = [
        standText(at),
        outcomeText(reply(status, { act }), at),
        outcomeText(reply('refused', { refusal: { code } }), at)
      ]
      for (const text of texts) {
        expect(text ?? '').toMatch(/^[A-Za-z0-9 ,.:-]{0,160}$/)
      }
    }),
    { numRuns: 2_000 }
  )
})
