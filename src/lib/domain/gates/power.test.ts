import { expect, test } from 'vitest'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { agentHeardAt, powerStatus } from './power.ts'

let n = 0
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 19, minute)).toISOString()
const fact = (minute: number, type: string, body: object) => {
  n += 1
  const id = `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`
  return { ...vectors.facts[0]!.fact, id, n, at: at(minute), type, body: body as Record<string, unknown> }
}
const event = (minute: number, kind: string) =>
  fact(minute, 'gates.event-reported', { kind, source: 'agent' })
const looked = (minute: number) =>
  fact(minute, 'gates.note-written', { what: 'closed', reason: 'Kéo xích tay', who: 'Tư Khởi' })
const power = (...facts: ReturnType<typeof fact>[]) => powerStatus(facts)

test('a cut stands until the power is back, whatever people write meanwhile', () => {
  const lost = { kind: 'lost', at: Date.parse(at(10)) }
  expect(power(event(10, 'power-lost'))).toEqual(lost)
  expect(power(event(10, 'power-lost'), looked(20))).toEqual(lost)
  expect(power(event(10, 'power-lost'), looked(20), looked(25), event(30, 'online'))).toEqual(lost)
})

test('power that is back asks for a look, until somebody has written that he looked', () => {
  const cut = [event(10, 'power-lost'), looked(20), event(30, 'power-back')]
  expect(power(...cut)).toEqual({ kind: 'back', at: Date.parse(at(30)) })
  expect(power(...cut, event(35, 'online'))).toEqual({ kind: 'back', at: Date.parse(at(30)) })
  expect(power(...cut, looked(40))).toBeNull()
  expect(power(...cut, fact(40, 'gates.hand-claimed', { what: 'closed' }))).toBeNull()
  expect(power(...cut, looked(40), event(50, 'power-lost'))).toMatchObject({ kind: 'lost' })
  expect(power()).toBeNull()
})

test('the order of arrival changes nothing', () => {
  const facts = [event(10, 'power-lost'), looked(20), event(30, 'power-back'), looked(40)]
  expect(power(...facts.toReversed())).toEqual(power(...facts))
})

test('an agent was heard when it last wrote', () => {
  expect(agentHeardAt([event(10, 'power-lost'), looked(20)])).toBe(Date.parse(at(10)))
  expect(agentHeardAt([looked(20)])).toBeNull()
})
