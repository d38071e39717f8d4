import { expect, test } from 'vitest'
import { dayOf, numberedId, said, TestStream } from '../../../../../tests/hui/test-line.ts'
import { host, lineOf } from '../../../../../tests/hui/watched-lines.ts'
import type { Envelope } from '../../fact.ts'
import { levelsThen } from './levels-then.ts'
import { RemarkFolds } from './remarks.ts'

const people = new Map()

/** A round of which three payments are denied a month after they were recorded. */
function denied() {
  const line = lineOf(12, { host })
  line.round(1, 12, 0, { collected: true })
  const paid = [2, 3, 4].map((part) => line.pay(1, part, 1_000))
  for (const { id } of paid) {
    const body = { on: dayOf(30), said, entry: id, reason: 'Không có' }
    line.write('hui.entry-denied', body as never, { at: '2026-02-01T08:00:00.000Z' })
  }
  return line
}

test('a record that is denied later was no sign before, though it stood there', () => {
  const line = denied()
  const remarks = new RemarkFolds().of([])
  const known = { host, lines: [{ state: line.state, facts: line.facts }], remarks, people }
  const then = (at: string) => levelsThen(known, Date.parse(at)).get('R18')
  expect(then('2026-01-31T00:00:00.000Z')).toBe('not-computable')
  expect(then('2026-02-01T09:00:00.000Z')).toBe('red')
  expect(then('2025-01-31T00:00:00.000Z')).toBeUndefined()
})

test('a remark counts from when it was written, and until it was reversed', () => {
  const line = lineOf(12, { host })
  const about = new TestStream(`person/${host}`)
  const stated = about.write(
    'hui.statement-taken',
    { on: dayOf(1), said, payer: numberedId(77), says: 'paid' },
    { at: '2026-02-01T00:00:00.000Z' }
  )
  about.write(
    'hui.remark-reversed',
    { remark: stated.id, reason: 'Nhầm' },
    { at: '2026-03-01T00:00:00.000Z' }
  )
  const remarks = new RemarkFolds<Envelope>().of(about.facts)
  const known = { host, lines: [{ state: line.state, facts: line.facts }], remarks, people }
  const then = (month: number) => levelsThen(known, Date.UTC(2026, month, 15)).get('R18')
  expect([0, 1, 2].map(then)).toEqual(['not-computable', 'amber', 'not-computable'])
})

test('a notice that came later was not there yet', () => {
  const line = lineOf(12, { host, face: 100_000_000 } as never)
  const known = (on: string) => ({
    host,
    lines: [{ state: line.state, facts: line.facts }],
    remarks: new RemarkFolds().of([]),
    people,
    notices: new Map([[line.id, on]])
  })
  const then = (on: string) => levelsThen(known(on), Date.parse('2026-02-01T00:00:00.000Z')).get('R21')
  expect([then('2026-01-20'), then('2026-02-20')]).toEqual(['none', 'red'])
})
