import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SyncState } from '../stored.ts'
import { uuidv7 } from '../uuid.ts'
import type { IncidentFact } from './entry.ts'
import type { Stage } from './facts.ts'
import { countsOf, incident, incidentsIn } from './incident.ts'
import { isOpen, stagesFrom } from './stages.ts'

const start = Date.parse('2026-11-24T15:15:00.000Z')
const deviceOf = (by: string) => by.padEnd(43, 'x')
let made = 0
const lastByAuthor = new Map<string, number>()

function fact(
  type: string,
  body: Record<string, unknown>,
  by = 'ph-truc',
  stream = 'incident/one'
): IncidentFact {
  const ms = start + made++ * 1000
  const n = (lastByAuthor.get(by) ?? 0) + 1
  lastByAuthor.set(by, n)
  const random = new Uint8Array(10).fill(made % 256)
  return {
    id: uuidv7(ms, random),
    unit: 'xa-phong-hiep',
    book: 'incidents',
    stream,
    type,
    at: new Date(ms).toISOString(),
    by,
    device: deviceOf(by),
    n,
    body,
    sig: ''
  }
}
const report = (stream?: string) =>
  fact(
    'incidents.incident-reported',
    { category: 'theft', text: 'Mất xe', place: 'Ấp 1B' },
    'ph-truc',
    stream
  )
const note = (text = 'Đã hỏi chủ quán') => fact('incidents.note-added', { text })
const move = (after: IncidentFact, to: Stage, by = 'ph-truc', sync?: SyncState): IncidentFact => {
  const type = isOpen(to) ? 'incidents.stage-changed' : 'incidents.incident-closed'
  return { ...fact(type, { after: after.id, to, reason: 'Vì vậy' }, by), ...(sync && { sync }) }
}
const ids = (facts: readonly IncidentFact[]) => facts.map(({ id }) => id)

describe('the story', () => {
  test('a report is an incident that is new; notes, photos and unknown types stand in order', () => {
    const first = report()
    const photo = fact('incidents.photo-added', {
      sha256: 'a'.repeat(43),
      type: 'image/jpeg',
      bytes: 9,
      parts: ['a'.repeat(43)]
    })
    const moon = fact('incidents.moon-seen', { full: true })
    const told = incident([moon, photo, note(), first])!
    expect(told).toMatchObject({ id: 'one', category: 'theft', place: 'Ấp 1B', stage: 'new', open: true })
    expect(told).toMatchObject({ by: 'ph-truc', reportedAt: first.at, front: [first.id], dispute: null })
    expect(told.story.map(({ kind }) => kind)).toEqual(['report', 'photo', 'newer', 'note'])
  })

  test('two who ended one alarm have told its course once: of the second one’s only what the first does not say', () => {
    const by = (who: string, type: string, body: object) => fact(`incidents.${type}`, { ...body }, who)
    const ended = (who: string, ...notes: string[]) => [
      by(who, 'incident-reported', { category: 'theft', text: 'Báo động' }),
      ...notes.map((text) => by(who, 'note-added', { text }))
    ]
    const course = 'Diễn biến\n01:40 · Bắt đầu\n01:41 · Đóng cổng'
    const facts = [
      ...ended('ph-truc', course, 'Đã hỏi'),
      ...ended('ph-truong', course, 'Đã hỏi', `${course}\n01:55 · Kết thúc`),
      by('ph-khac', 'note-added', { text: course })
    ]
    const texts = incident(facts.toReversed())!.story.flatMap((entry) =>
      entry.kind === 'note' ? [entry.text] : []
    )
    expect(texts).toEqual([course, 'Đã hỏi', 'Đã hỏi', '01:55 · Kết thúc', course])
    const alone = incident(facts.filter(({ by }) => by !== 'ph-truc'))!.story
    expect(alone.filter(({ kind }) => kind === 'note')).toHaveLength(4)
  })

  test('without its report there is no incident yet', () => {
    expect(incident([note()])).toBeNull()
    expect(incident([])).toBeNull()
  })
})

describe('stages', () => {
  test('each transition follows the one before, up to the end', () => {
    const first = report()
    const a = move(first, 'verifying')
    const handled = move(a, 'handling')
    const closed = move(handled, 'closed', 'ph-truong')
    expect(incident([closed, handled, a, first])).toMatchObject({ stage: 'closed', open: false })
    expect(incident([handled, a, first])).toMatchObject({ stage: 'handling', front: [handled.id] })
  })

  test('a transition whose predecessor is not here waits, and counts once it has come', () => {
    const first = report()
    const verified = move(first, 'verifying')
    const handled = move(verified, 'handling')
    const waiting = incident([first, handled])!
    expect(waiting).toMatchObject({ stage: 'new', dispute: null })
    expect([...waiting.doubts]).toEqual([[handled.id, 'waits']])
    expect(ids(waiting.story.map(({ fact }) => fact))).toContain(handled.id)
    expect(incident([first, handled, verified])).toMatchObject({ stage: 'handling', doubts: new Map() })
  })

  test('two that follow the same one and differ are a dispute; the stage is the one before', () => {
    const first = report()
    const verified = move(first, 'verifying')
    const handled = move(verified, 'handling', 'ph-truc')
    const forwarded = move(verified, 'forwarded', 'ph-tonghop')
    const later = move(handled, 'closed', 'ph-truong')
    const told = incident([first, verified, handled, forwarded, later])!
    expect(told.stage).toBe('verifying')
    expect(ids(told.dispute!.map(({ fact }) => fact))).toEqual(ids([handled, forwarded]))
    expect(told.front).toEqual(ids([handled, forwarded]))
    for (const { id } of [handled, forwarded, later]) expect(told.doubts.get(id)).toBe('disputed')
  })

  test('two that say the same are one step; whoever follows either goes on', () => {
    const first = report()
    const [one, other] = [move(first, 'verifying'), move(first, 'verifying', 'ph-tonghop')]
    expect(incident([first, one, other])).toMatchObject({ stage: 'verifying', dispute: null })
    expect(incident([first, one, other, move(other, 'handling')])).toMatchObject({ stage: 'handling' })
  })

  test('a dispute ends when one phone follows each side with the same stage, not by following one side', () => {
    const first = report()
    const [one, other] = [move(first, 'handling'), move(first, 'forwarded', 'ph-tonghop')]
    const [left, right] = [move(one, 'forwarded', 'ph-truong'), move(other, 'forwarded', 'ph-truong')]
    const facts = [first, one, other, left]
    expect(incident(facts)).toMatchObject({ stage: 'new' })
    expect(incident([...facts, right])).toMatchObject({ stage: 'forwarded', dispute: null })
    expect(incident([...facts, move(other, 'handling', 'ph-truong')])).toMatchObject({ stage: 'new' })
    expect(incident([...facts, move(other, 'forwarded', 'ph-truc')])).toMatchObject({ stage: 'new' })
  })

  test('two who end a dispute differently are a dispute again, which ends the same way', () => {
    const first = report()
    const [one, other] = [move(first, 'handling'), move(first, 'forwarded', 'ph-tonghop')]
    const back = [move(one, 'handling', 'ph-truong'), move(other, 'handling', 'ph-truong')]
    const away = [move(one, 'forwarded', 'ph-khac'), move(other, 'forwarded', 'ph-khac')]
    const facts = [first, one, other, ...back, ...away]
    const told = incident(facts)!
    expect(told.stage).toBe('new')
    expect([...told.front].sort()).toEqual(ids([...back, ...away]).sort())
    const last = [...back, ...away].map((side) => move(side, 'handling', 'ph-truong'))
    expect(incident([...facts, ...last])).toMatchObject({ stage: 'handling', dispute: null })
  })

  test('what the server refused stands in the story and moves nothing', () => {
    const first = report()
    const refused = move(first, 'closed', 'ph-truc', 'refused')
    const told = incident([first, refused])!
    expect(told.stage).toBe('new')
    expect(told.doubts.get(refused.id)).toBe('refused')
    expect(told.story).toHaveLength(2)
  })

  test('every stage offers others, and only ended ones are not open', () => {
    for (const stage of ['new', 'verifying', 'handling', 'forwarded'] as const) {
      expect(isOpen(stage)).toBe(true)
      expect(stagesFrom(stage)).toEqual(expect.arrayContaining(['closed', 'cancelled']))
      expect(stagesFrom(stage)).not.toContain(stage)
    }
    for (const stage of ['closed', 'cancelled'] as const) expect(isOpen(stage)).toBe(false)
  })
})

/** Generates sets of facts whose transitions follow anything, even facts that never arrive. */
const heaps = fc
  .array(
    fc.record({
      kind: fc.constantFrom('note', 'stage', 'stage', 'stage', 'report'),
      after: fc.nat(),
      to: fc.constantFrom<Stage>('verifying', 'handling', 'forwarded', 'closed'),
      by: fc.constantFrom('ph-truc', 'ph-tonghop', 'ph-truong'),
      missing: fc.boolean()
    }),
    { maxLength: 14 }
  )
  .map((steps) => {
    const facts: IncidentFact[] = [report()]
    for (const { kind, after, to, by } of steps)
      facts.push(
        kind === 'note' ? note() : kind === 'report' ? report() : move(facts[after % facts.length]!, to, by)
      )
    return facts.filter((_, i) => i === 0 || !steps[i - 1]!.missing)
  })

describe('the commander’s end', () => {
  const reopen = (after: IncidentFact, to: Stage, by = 'ph-truong') =>
    fact('incidents.incident-reopened', { after: after.id, to, reason: 'Có tin mới' }, by)
  const inAnyOrder = (facts: readonly IncidentFact[], expected: object) =>
    fc.assert(
      fc.property(fc.shuffledSubarray([...facts], { minLength: facts.length }), (other) => {
        expect(incident(other)).toMatchObject(expected)
      })
    )

  test('nobody else’s step leads from it, and says so; the commander’s does', () => {
    const first = report()
    const closed = move(first, 'closed', 'ph-truong')
    const officers = move(closed, 'handling', 'ph-truc')
    const facts = [first, closed, officers, move(officers, 'forwarded', 'ph-truc')]
    inAnyOrder(facts, { stage: 'closed', open: false, dispute: null, front: [closed.id] })
    expect(incident(facts)!.doubts.get(officers.id)).toBe('ended')
    // Next to an officer's step, the commander's step makes no dispute.
    inAnyOrder([...facts, reopen(closed, 'verifying')], { stage: 'verifying', dispute: null })
  })

  test('a dispute with it is settled by the commander alone, whatever an officer writes after each side', () => {
    const first = report()
    const [handled, closed] = [move(first, 'handling', 'ph-truc'), move(first, 'closed', 'ph-truong')]
    const officers = [handled, closed].map((side) => move(side, 'handling', 'ph-truc'))
    const apart = [first, handled, closed, ...officers]
    inAnyOrder(apart, { stage: 'new', open: true, front: [handled.id, closed.id] })
    expect(incident(apart)!.dispute).toHaveLength(2)
    const ended = [handled, closed].map((side) => move(side, 'closed', 'ph-truong'))
    inAnyOrder([...apart, ...ended], { stage: 'closed', dispute: null })
    const back = [handled, closed].map((side) => reopen(side, 'handling'))
    inAnyOrder([...apart, ...back], { stage: 'handling', dispute: null })
  })

  test('an end that comes while two steps are being settled makes that the commander’s too', () => {
    const first = report()
    const sides = [move(first, 'handling'), move(first, 'forwarded', 'ph-tonghop')]
    const officers = sides.map((side) => move(side, 'forwarded', 'ph-tonghop'))
    const ended = sides.map((side) => move(side, 'cancelled', 'ph-truong'))
    const facts = [first, ...sides, ...officers, ...ended]
    inAnyOrder(facts, { stage: 'new' })
    const again = [...officers, ...ended].map((side) => move(side, 'forwarded', 'ph-tonghop'))
    inAnyOrder([...facts, ...again], { stage: 'new' })
    const last = [...officers, ...ended].map((side) => move(side, 'cancelled', 'ph-truong'))
    inAnyOrder([...facts, ...again, ...last], { stage: 'cancelled', dispute: null })
  })
})

test('order of arrival and copies do not matter, and nothing is lost', () => {
  const shuffled = heaps.chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray([...list, ...list.slice(0, 3)], {
        minLength: list.length + Math.min(3, list.length)
      })
    )
  )
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      expect(incident(other)).toEqual(incident(list))
      expect(ids(incident(list)!.story.map(({ fact }) => fact)).sort()).toEqual(ids(list).sort())
    }),
    { numRuns: 300 }
  )
})

test('every transition counts, waits, is disputed or refused, and the stage was said by somebody', () => {
  fc.assert(
    fc.property(heaps, (list) => {
      const told = incident(list)!
      const moves = list.filter(({ body }) => 'after' in body)
      const counted = moves.filter(({ id }) => !told.doubts.has(id))
      const said: unknown[] = counted.map(({ body }) => body['to'])
      expect(['new', ...said]).toContain(told.stage)
      if (told.dispute) expect(new Set(told.dispute.map(({ to }) => to)).size).toBeGreaterThan(1)
    })
  )
})

test('a list has the newest first, with counts; other streams and books are not in it', () => {
  const [old, young] = [report('incident/old'), report('incident/young')]
  const ended = fact(
    'incidents.incident-closed',
    { after: old.id, to: 'closed', reason: 'Xong' },
    'ph-truong',
    'incident/old'
  )
  const list = incidentsIn([ended, old, young, { ...report('gate/x'), book: 'gates' }])
  expect(list.map(({ id, stage }) => [id, stage])).toEqual([
    ['young', 'new'],
    ['old', 'closed']
  ])
  expect(countsOf(list)).toEqual({
    open: 1,
    byStage: new Map([
      ['closed', 1],
      ['new', 1]
    ])
  })
})
