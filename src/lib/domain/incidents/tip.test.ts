import fc from 'fast-check'
import { expect, test } from 'vitest'
import { uuidv7 } from '../uuid.ts'
import type { IncidentFact } from './entry.ts'
import type { Triage } from './facts.ts'
import { incident } from './incident.ts'
import { forwardWithin, pressingFirst, timeLeft } from './tip.ts'

const start = Date.parse('2026-11-24T07:00:00.000Z')
const hour = 3_600_000
let made = 0

function fact(type: string, body: Record<string, unknown>): IncidentFact {
  const ms = start + made++ * 1000
  return {
    id: uuidv7(ms, new Uint8Array(10).fill(made % 256)),
    unit: 'xa-phong-hiep',
    book: 'incidents',
    stream: 'incident/one',
    type,
    at: new Date(ms).toISOString(),
    by: 'ph-truc',
    device: 'x'.repeat(43),
    n: made,
    body,
    sig: ''
  }
}
const tip = (triage: Triage = 'crime') =>
  fact('incidents.tip-received', {
    source: 'phone',
    triage,
    category: 'theft',
    text: 'Nghe nói',
    place: 'Ấp 1B'
  })
const step = (after: IncidentFact, type: string, to: string) =>
  fact(`incidents.${type}`, { after: after.id, to, reason: 'Vì vậy' })
const handedOn = (after: IncidentFact, more: object = {}) => {
  const body = { after: after.id, to: 'forwarded', reason: 'Có dấu hiệu tội phạm', ...more }
  return fact('incidents.stage-changed', body)
}
const answered = (text?: string) => fact('incidents.informer-answered', text ? { text } : {})

/** Returns the time left when so many hours have passed since the tip came. */
const after = (hours: number, facts: readonly IncidentFact[]) =>
  timeLeft(incident(facts)!, Date.parse(facts[0]!.at) + hours * hour)

test('a tip is an incident that says how it came and what it was taken for', () => {
  const first = tip('security')
  const told = incident([answered('Đã mời người báo tin'), first])!
  expect(told).toMatchObject({
    category: 'theft',
    text: 'Nghe nói',
    place: 'Ấp 1B',
    stage: 'new',
    open: true
  })
  expect(told.tip).toEqual({ source: 'phone', triage: 'security', forwarded: false, answered: true })
  expect(told).not.toHaveProperty('source')
  expect(told.story.map(({ kind }) => kind)).toEqual(['tip', 'answer'])
  expect(incident([fact('incidents.incident-reported', { category: 'fire', text: 'Cháy' })])!.tip).toBeNull()
})

test('a clock of 24 hours runs for signs of a crime alone, in amber under 6 hours, in red once over', () => {
  const facts = [tip()]
  expect(after(0, facts)).toEqual({ ms: 24 * hour, hours: 24, urgency: 'calm' })
  expect(after(18, facts)).toEqual({ ms: 6 * hour, hours: 24, urgency: 'calm' })
  expect(after(20, facts)).toEqual({ ms: 4 * hour, hours: 24, urgency: 'soon' })
  expect(after(24, facts)).toMatchObject({ ms: 0, urgency: 'soon' })
  expect(after(25, facts)).toMatchObject({ ms: -hour, urgency: 'over' })
  expect(after(25, [tip('security')])).toBeNull()
  expect(timeLeft(incident(facts)!, Date.parse(facts[0]!.at) + 30 * hour, forwardWithin.remote)).toEqual({
    ms: 18 * hour,
    hours: 48,
    urgency: 'calm'
  })
})

test.each([{}, { receiver: 'PC01', reference: '0042' }])(
  'a tip handed on stops the clock, and it stays so when it comes back: %o',
  (handed) => {
    const first = tip()
    const verified = step(first, 'stage-changed', 'verifying')
    const gone = handedOn(verified, handed)
    expect(after(30, [first, verified])).toMatchObject({ urgency: 'over' })
    expect(after(30, [first, verified, gone])).toBeNull()
    const back = step(gone, 'stage-changed', 'handling')
    expect(incident([first, verified, gone, back])!.stage).toBe('handling')
    expect(after(30, [first, verified, gone, back])).toBeNull()
  }
)

test('the end stops it, opening again without handing on starts it', () => {
  const first = tip()
  const closed = step(first, 'incident-closed', 'closed')
  expect(after(30, [first, closed])).toBeNull()
  expect(after(30, [first, closed, step(closed, 'incident-reopened', 'handling')])).toMatchObject({
    urgency: 'over'
  })
})

test('a clock that runs is on top however many came later, the first to end before the others', () => {
  const running = [tip(), tip()].map((one) => incident([one])!)
  const stopped = tip()
  const others = [[stopped, handedOn(stopped)], [tip('security')]].map((facts) => incident(facts)!)
  const newestFirst = [...running, ...others].reverse()
  expect(pressingFirst(newestFirst)).toEqual([...running, ...others.reverse()])
})

test('under the clocks come what differs, what nobody has begun, what is in hand, what another office has, what has ended', () => {
  const [differs, begun, away, over] = [tip('security'), tip('security'), tip('security'), tip('security')]
  const ranked = [
    [tip()],
    [differs, step(differs, 'stage-changed', 'verifying'), step(differs, 'stage-changed', 'handling')],
    [tip('security')],
    [begun, step(begun, 'stage-changed', 'verifying')],
    [away, handedOn(away)],
    [over, step(over, 'incident-closed', 'closed')]
  ].map((facts) => incident(facts)!)
  fc.assert(
    fc.property(fc.shuffledSubarray(ranked, { minLength: ranked.length }), (any) => {
      expect(pressingFirst(any)).toEqual(ranked)
    })
  )
})

test('what does not count stops nothing: refused, or disputed', () => {
  const first = tip()
  const refused: IncidentFact = { ...handedOn(first), sync: 'refused' }
  const other = step(first, 'stage-changed', 'handling')
  expect(after(2, [first, refused])).not.toBeNull()
  expect(after(2, [first, handedOn(first), other])).not.toBeNull()
  const unheard: IncidentFact = { ...answered(), sync: 'refused' }
  expect(incident([first, unheard])!.tip!.answered).toBe(false)
})

test('who took it and its number stand in the step', () => {
  const first = tip()
  const told = incident([first, handedOn(first, { receiver: 'PC01', reference: '0042' })])!
  expect(told).toMatchObject({ stage: 'forwarded', receiver: 'PC01' })
  expect(told.story[1]).toMatchObject({ kind: 'stage', receiver: 'PC01', reference: '0042' })
})

test('who took it is told until a step leads on, or two differ; where nobody wrote it, nobody', () => {
  const first = tip()
  const away = handedOn(first, { receiver: 'PC02' })
  const back = step(away, 'stage-changed', 'handling')
  expect(incident([first, away])!.receiver).toBe('PC02')
  expect(incident([first, away, back])!.receiver).toBeUndefined()
  expect(incident([first, away, step(first, 'stage-changed', 'handling')])!.receiver).toBeUndefined()
  expect(incident([first, handedOn(first)])!.receiver).toBeUndefined()
})

test('order of arrival does not matter', () => {
  const first = tip()
  const verified = step(first, 'stage-changed', 'verifying')
  const facts = [first, verified, handedOn(verified), answered(), tip('security')]
  const all = fc.shuffledSubarray(facts, { minLength: facts.length })
  fc.assert(
    fc.property(all, (other) => {
      expect(incident(other)).toEqual(incident(facts))
    })
  )
})
