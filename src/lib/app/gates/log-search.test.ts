import { expect, test } from 'vitest'
import { gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import vectors from '#lib/domain/vectors/canonical.json' with { type: 'json' }
import { fits } from './log-search.ts'

const note = (what: string, at: string): LogEntry =>
  gateLog([
    {
      ...vectors.facts[0]!.fact,
      type: 'gates.note-written',
      at,
      by: 'giu',
      body: { what, reason: 'x', who: 'x' }
    }
  ])[0]!
const day = { from: Date.parse('2026-11-23T17:00:00.000Z'), to: Date.parse('2026-11-24T17:00:00.000Z') }
const any = { person: '', kind: '' } as const

test('a line fits by its day, who stands behind it and what it is about', () => {
  const closed = note('closed', '2026-11-24T15:00:00.000Z')
  expect(fits(closed, any, day)).toBe(true)
  expect(fits(closed, { person: 'giu', kind: 'closing' }, day)).toBe(true)
  expect(fits(closed, { person: 'truc', kind: '' }, day)).toBe(false)
  expect(fits(closed, { person: '', kind: 'opening' }, day)).toBe(false)
  expect(fits(note('closed', '2026-11-24T17:00:00.000Z'), any, day)).toBe(false)
  expect(fits(note('closed', '2026-11-23T16:59:59.999Z'), any, day)).toBe(false)
})
