import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { lastWord } from './last-word.ts'
import { gateLog } from './log.ts'

let n = 0
const said = (what: string, type = 'gates.note-written') => {
  n += 1
  const id = `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`
  return { ...vectors.facts[0]!.fact, id, n, type, body: { what, reason: 'Ghi thử', who: 'Tư Khởi' } }
}
const standing = (...facts: ReturnType<typeof said>[]) => lastWord(gateLog(facts))?.standing

test('the last claim about the gate itself counts', () => {
  expect(standing(said('closed'), said('opened'))).toBe('opened')
  expect(standing(said('fault'), said('closed'))).toBe('closed')
})

test('a stranger seen, another remark or a newer type leaves the word that stands', () => {
  expect(standing(said('opened'), said('seen'), said('other'), said('closed', 'gates.moon-seen'))).toBe(
    'opened'
  )
})

test('nothing said is nothing known', () => {
  expect([standing(), standing(said('seen'))]).toEqual([undefined, undefined])
})

test("what the gate's own agent reports outdates what people said before, unless it cannot say either", () => {
  const reported = (motion: string) => {
    const after = { motion, position: null, obstructed: null }
    return { ...said('closed', 'gates.event-reported'), body: { kind: 'completed', source: 'app', after } }
  }
  const log = (...facts: Envelope[]) => lastWord(gateLog(facts))?.standing
  expect(log(said('opened'), reported('closed'))).toBeUndefined()
  expect(log(said('opened'), reported('unknown'))).toBe('opened')
  expect(log(said('opened'), reported('closed'), said('fault'))).toBe('fault')
})
