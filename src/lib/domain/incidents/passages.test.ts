import { expect, test } from 'vitest'
import type { SyncState } from '../stored.ts'
import { uuidv7 } from '../uuid.ts'
import { incidentEntry, type IncidentFact } from './entry.ts'
import { passages } from './passages.ts'

let made = 0
/** Makes consecutive facts of one phone, unless `more` says otherwise. */
function fact(type: string, body: Record<string, unknown>, more: Partial<IncidentFact> = {}): IncidentFact {
  made += 1
  const ms = Date.parse('2026-11-24T15:15:00.000Z') + made
  const id = uuidv7(ms, new Uint8Array(10).fill(made))
  const author = { by: 'ph-truong', device: 'x'.repeat(43), n: made }
  const place = { unit: 'xa-phong-hiep', book: 'incidents', stream: 'incident/one' } as const
  return { id, ...place, type, at: new Date(ms).toISOString(), ...author, body, sig: '', ...more }
}
const note = () => fact('incidents.note-added', { text: 'Đã hỏi' })
const step = (after: string, to: string, reason: string, more: Partial<IncidentFact> = {}) =>
  fact('incidents.stage-changed', { after, to, reason }, more)
const told = (facts: readonly IncidentFact[]) =>
  passages(facts.map(incidentEntry)).map(({ entry, ids }) => ({ told: entry.fact.id, ids }))
const alone = (fact: IncidentFact) => ({ told: fact.id, ids: [fact.id] })

test('what one phone wrote after each side of a dispute is one step, though others’ records stand between', () => {
  const left = step('a', 'handling', 'Đã thống nhất')
  const others = { ...note(), by: 'ph-truc', device: 'y'.repeat(43) }
  const right = step('b', 'handling', 'Đã thống nhất', { n: left.n + 1 })
  const last = note()
  expect(told([left, others, right, last])).toEqual([
    { told: right.id, ids: [left.id, right.id] },
    alone(others),
    alone(last)
  ])
})

test.each<[SyncState, SyncState, 0 | 1]>([
  ['sent', 'pending', 1],
  ['pending', 'sent', 0],
  ['refused', 'pending', 0],
  ['pending', 'refused', 1],
  ['sent', 'sent', 1]
])('of %s and %s the trip that is not done is told', (first, second, which) => {
  const sides = [
    step('a', 'handling', 'Một lời', { sync: first }),
    step('b', 'handling', 'Một lời', { sync: second })
  ]
  expect(told(sides)).toEqual([{ told: sides[which]!.id, ids: sides.map(({ id }) => id) }])
})

test('what differs, comes later, or follows the other stands by itself', () => {
  const first = step('a', 'handling', 'Một lời')
  const apart: IncidentFact[][] = [
    [first, step('b', 'verifying', 'Một lời', { n: first.n + 1 })],
    [first, step('b', 'handling', 'Lời khác', { n: first.n + 1 })],
    [first, step('b', 'handling', 'Một lời', { n: first.n + 2 })],
    [first, step(first.id, 'handling', 'Một lời', { n: first.n + 1 })],
    [first, step('b', 'handling', 'Một lời', { n: first.n + 1, by: 'ph-truc' })],
    [first, step('b', 'handling', 'Một lời', { n: first.n + 1, device: 'y'.repeat(43) })],
    [note(), note()]
  ]
  for (const facts of apart) expect(told(facts)).toEqual(facts.map(alone))
})
