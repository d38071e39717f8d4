import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { gateLog } from './log.ts'

const facts = vectors.facts.map(({ fact }) => fact)
const newer = {
  ...facts[0]!,
  id: '01936a1c-8f29-7abc-8def-0123456789ab',
  type: 'gates.moon-seen',
  n: 3,
  body: { full: true }
}

test('shuffled facts give the same log', () => {
  const all = [...facts, newer]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (list) => {
      expect(gateLog(list)).toEqual(gateLog(all))
    })
  )
})

test('a note is a claim; a type of a newer version keeps its place', () => {
  expect(gateLog([newer, ...facts]).map(({ kind }) => kind)).toEqual(['claim', 'claim', 'newer'])
})

test("the gate's registration, in the directory, is no entry of its log", () => {
  const registered = { ...newer, book: 'directory', type: 'directory.gate-registered' }
  expect(gateLog([registered, ...facts])).toHaveLength(facts.length)
})

const asked = '01936a1c-8f40-7abc-8def-0123456789ab'
const entry = (type: string, body: object, n: number): Envelope => ({
  ...newer,
  id: `01936a1c-8f3${n}-7abc-8def-0123456789ab`,
  type,
  n,
  body: { ...body }
})
const attempt = entry('gates.command-attempted', { command: asked, action: 'CLOSE', outcome: 'completed' }, 4)
const report = (command: string) =>
  entry('gates.event-reported', { kind: 'completed', source: 'app', action: 'CLOSE', command }, 5)

test('what a phone heard of a command is a claim until the gate itself reports on that command', () => {
  const kinds = (...facts: Envelope[]) =>
    gateLog(facts).map((entry) =>
      entry.kind === 'attempt' ? `${entry.kind} ${entry.confirmed}` : entry.kind
    )
  expect(kinds(attempt)).toEqual(['attempt false'])
  expect(kinds(attempt, report(newer.id))).toEqual(['attempt false', 'report'])
  expect(kinds(attempt, report(asked))).toEqual(['attempt true', 'report'])
  expect(kinds(attempt)).toEqual(['attempt false'])
})

test('an entry stays the same object while nothing about it changes', () => {
  const first = gateLog([attempt])[0]
  expect(gateLog([attempt])[0]).toBe(first)
  expect(gateLog([attempt, report(asked)])[0]).not.toBe(first)
})
