import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { TestWork } from '../../../../tests/handover/test-work.ts'
import { canonicalString } from '../canonical.ts'
import type { Envelope } from '../fact.ts'
import { maxFactBytes } from '../fact-limits.ts'
import { uuidv7 } from '../uuid.ts'
import { handoverLimits, WorkHandedOver } from './facts.ts'
import { handoversIn, unconfirmedBy, type HandoverFact } from './handovers.ts'

const newId = () => uuidv7(Date.now(), randomBytes(10))

/** Tells for each handover who received it, the latest first, whichever way round the facts arrived. */
function told(facts: readonly HandoverFact[]) {
  const read = (some: readonly HandoverFact[]) =>
    handoversIn(some).map(({ body, takenOver }) => [body.to, takenOver?.by ?? null])
  expect(read([...facts].reverse())).toEqual(read(facts))
  return read(facts)
}

test('a handover is received once the one who gets the work says so', () => {
  const work = new TestWork()
  const [one, other] = [work.handsOver('chief', 1, 'a', 'b'), work.handsOver('chief', 2, 'c', 'd')]
  expect(told([one, other, work.takesOver('b', 3, one)])).toEqual([
    ['d', null],
    ['b', 'b']
  ])
})

test('nobody else receives it, nor from another stream, nor by a record that the server refused', () => {
  const work = new TestWork()
  const one = work.handsOver('chief', 1, 'a', 'b')
  for (const answer of [
    work.takesOver('chief', 2, one),
    work.takesOver('a', 2, one),
    work.takesOver('b', 2, one, work.stream('handover')),
    { ...work.takesOver('b', 2, one), sync: 'refused' as const }
  ])
    expect(told([one, answer])).toEqual([['b', null]])
})

test('what waits for an account is what counts, is its own and is not confirmed', () => {
  const work = new TestWork()
  const [one, other] = [work.handsOver('chief', 1, 'a', 'b'), work.handsOver('chief', 2, 'c', 'b')]
  const refused: HandoverFact = { ...work.handsOver('chief', 3, 'd', 'b'), sync: 'refused' }
  const all = handoversIn([one, other, refused, work.takesOver('b', 4, one)])
  expect(unconfirmedBy(all, 'b').map(({ fact }) => fact.id)).toEqual([other.id])
  expect(unconfirmedBy(all, 'd')).toEqual([])
})

test('a list that is as full as it may be fits into a record', () => {
  const many = (length: number, make: () => string) => Array.from({ length }, make)
  const body = {
    from: 'a'.repeat(64),
    to: 'b'.repeat(64),
    reason: 'ộ'.repeat(handoverLimits.reason),
    files: many(handoverLimits.files, newId),
    lines: many(handoverLimits.lines, newId),
    gates: many(handoverLimits.gates, () => 'g'.repeat(64)),
    groups: many(handoverLimits.groups, newId)
  }
  const fact = { ...new TestWork().handsOver('chief', 1, 'a', 'b', body), sig: `${'A'.repeat(85)}A` }
  expect(v.is(WorkHandedOver, fact)).toBe(true)
  expect(canonicalString(fact as Envelope).length).toBeLessThan(maxFactBytes)
  expect(new TextEncoder().encode(canonicalString(fact as Envelope)).length).toBeLessThan(maxFactBytes)
  for (const [key, one] of [
    ['files', newId()],
    ['lines', newId()],
    ['gates', 'g'],
    ['groups', newId()]
  ] as const)
    expect(v.is(WorkHandedOver, { ...fact, body: { ...body, [key]: [...body[key], one] } })).toBe(false)
})

test('nobody hands over to themselves', () => {
  const fact = new TestWork().handsOver('chief', 1, 'a', 'a')
  expect(v.is(WorkHandedOver, fact)).toBe(false)
})
