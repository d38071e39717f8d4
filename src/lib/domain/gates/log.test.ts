import fc from 'fast-check'
import { expect, test } from 'vitest'
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
