import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import { serverAccount } from '../roles.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { fullLog } from './full-log.ts'
import { gateLog } from './log.ts'

const notes = vectors.facts.map(({ fact }) => fact)
const hours = { from: '22:00', to: '05:00' }
const decision = { number: '12/QĐ-UBND', date: '2026-01-05', hours, mayOrder: 'Trực chỉ huy' }
let n = 10
const said = (type: string, body: object, at: string, by = 'ph-ubnd'): Envelope => ({
  ...notes[0]!,
  id: `01936a1c-8f50-7abc-8def-0123456789${++n}`,
  book: 'directory',
  type: `directory.gate-${type}`,
  n,
  at,
  by,
  device: by.padEnd(43, 'x'),
  body: { ...body }
})
const [before, after] = ['2020-01-05T08:00:00.000Z', '2099-01-05T08:00:00.000Z']
const recorded = said('decision-recorded', decision, before, serverAccount)
const withdrawn = said('decision-withdrawn', { decisions: [recorded.id], reason: 'Đường đang sửa' }, after)
const machine = { gate: 'cong-1b', name: 'Cổng 1B', kind: 'motor', agent: 'ph-may-2' }
const exchanged = said('registered', machine, after, 'ph-truong')
const all = [...notes, recorded, withdrawn, exchanged]
const noted = new Set([recorded, withdrawn, exchanged].map(({ id }) => id))

test('decisions, their withdrawal and another machine stand among what happened at the gate, each with who and when', () => {
  const log = fullLog(all, noted)
  expect(log[0]).toMatchObject({ kind: 'decision', decision, by: null, facts: [recorded] })
  expect(log.slice(1, -2)).toEqual(gateLog(notes))
  expect(log.slice(-2)).toMatchObject([
    { kind: 'withdrawal', reason: 'Đường đang sửa', by: 'ph-ubnd' },
    { kind: 'machine', agent: 'ph-may-2', by: 'ph-truong' }
  ])
})

test('what the directory does not count is no entry, and nothing of it is one for those who ask how the gate stands', () => {
  expect(fullLog(all, new Set([recorded.id]))).toHaveLength(notes.length + 1)
  expect(fullLog(all, undefined)).toEqual(gateLog(notes))
  expect(gateLog(all)).toEqual(gateLog(notes))
})

test('the order of arrival changes nothing', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(fullLog(facts, noted)).toEqual(fullLog(all, noted))
    })
  )
})
