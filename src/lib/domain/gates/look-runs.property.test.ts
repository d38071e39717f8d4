import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import { uuidv7 } from '../uuid.ts'
import { isLook } from './kinds.ts'
import { atOf, gateLog } from './log.ts'
import { logRuns, spanOf } from './look-runs.ts'

const start = Date.UTC(2026, 10, 24, 15)
/** A report by the gate's agent, some minutes after the first. */
const report = (kind: string, minute: number, n: number): Envelope => ({
  id: uuidv7(
    start + minute * 60_000,
    Uint8Array.from({ length: 10 }, () => n)
  ),
  unit: 'xa-thu',
  book: 'gates',
  stream: 'gate/cong-1b',
  type: 'gates.event-reported',
  at: new Date(start + minute * 60_000).toISOString(),
  by: 'cong',
  device: 'm'.repeat(43),
  n: n + 1,
  body: { kind, source: 'app' },
  sig: ''
})
const kinds = fc.constantFrom('camera-viewed', 'camera-viewed', 'camera-viewed', 'offline', 'online')
const logs = fc
  .array(fc.tuple(kinds, fc.nat(600)), { maxLength: 40 })
  .map((told) => gateLog(told.map(([kind, minute], n) => report(kind, minute, n))))
const newestFirst = logs.chain((log) => fc.constantFrom(log, log.toReversed()))

test('no entry is lost or moved: the rows hold them all, in their order', () => {
  fc.assert(fc.property(newestFirst, (log) => void expect(logRuns(log).flat()).toEqual(log)))
})

test('a row of several holds looks alone, and no two rows of looks stand side by side', () => {
  const check = fc.property(newestFirst, (log) => {
    const rows = logRuns(log)
    for (const [i, row] of rows.entries()) {
      if (row.length > 1) expect(row.every(isLook)).toBe(true)
      if (i > 0) expect(isLook(rows[i - 1]![0]) && isLook(row[0])).toBe(false)
    }
  })
  fc.assert(check)
})

test('the times of a row are those of its first and its last, whichever way it is read', () => {
  const check = fc.property(newestFirst, (log) => {
    for (const row of logRuns(log)) {
      const { from, to } = spanOf(row)
      const times = row.map((entry) => Date.parse(atOf(entry)))
      expect([Date.parse(from), Date.parse(to)]).toEqual([Math.min(...times), Math.max(...times)])
    }
  })
  fc.assert(check)
})
