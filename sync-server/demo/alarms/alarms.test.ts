import { expect, test } from 'vitest'
import { alarms } from '#lib/domain/alarms/alarm.ts'
import { wordsOnGates } from '#lib/domain/alarms/words-on-gates.ts'
import { gatesIn } from '#lib/domain/alarms/timeline.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { refuse } from '#lib/domain/rules.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import { motorbike } from '../incidents/phong-hiep.ts'
import { storyEntries } from '../incidents/incident-story.ts'
import { demoAlarmId, demoAlarms } from './alarms.ts'

const unit = 'xa-phong-hiep'
const now = Date.now()
const judge = { isDoubtful: () => false, counts: () => true }

/** Returns the demo's facts as the writer writes them, numbered by author and book. */
function written(): Envelope[] {
  const last = new Map<string, number>()
  return demoAlarms(now).map(({ by, book, entry }) => {
    const n = (last.get(`${by} ${book}`) ?? 0) + 1
    last.set(`${by} ${book}`, n)
    const { stream, type, body, at = 0 } = entry
    const own = { unit, book, device: by.padEnd(43, 'x'), n }
    const told = { ...own, stream, type, at: new Date(at).toISOString(), by, body, sig: `${'x'.repeat(85)}A` }
    return { id: certifiedId(own, at), ...told } as Envelope
  })
}
const all = written()
const [duty, gates] = ['duty', 'gates'].map((book) => all.filter((fact) => fact.book === book)) as [
  Envelope[],
  Envelope[]
]

test('one alarm and three drills, all over; of the alarm and the last drill each gate with what was commanded, reported and said', () => {
  const [alarm, drill, ...others] = alarms(duty)
  expect(others.map(({ drill, endedAt }) => drill && endedAt !== null)).toEqual([true, true])
  expect([alarm!.drill, drill!.drill]).toEqual([false, true])
  for (const one of [alarm!, drill!]) {
    expect(one.endedAt).not.toBeNull()
    expect(one.gates).toHaveLength(4)
    expect([...wordsOnGates(one, gates, judge).keys()].sort()).toEqual(['cong-ben-do', 'cong-chua'])
    const kinh3 = gatesIn(one, gates, judge).find(({ gate }) => gate === 'cong-kinh-3')!
    expect(kinh3).toMatchObject({
      commanded: { attempt: { action: 'CLOSE' } },
      reported: { event: { kind: 'completed' } },
      said: null
    })
  }
})

test('the alarm is the incident of the motorbike, at 01:40', () => {
  const [alarm] = alarms(duty)
  const midnight = Math.floor((now + 7 * 3_600_000) / 86_400_000) * 86_400_000 - 7 * 3_600_000
  const told = storyEntries(motorbike(midnight))
  expect(told[0]!.entry.stream).toBe(`incident/${alarm!.id}`)
  expect(demoAlarmId(now)).toBe(alarm!.id)
  expect(new Date(Date.parse(alarm!.startedAt) + 7 * 3_600_000).toISOString()).toContain('T01:40')
  expect(told.some(({ entry }) => JSON.stringify(entry.body).includes('Diễn biến báo động'))).toBe(true)
})

test('all of it is what its authors may write, and lies in the past', () => {
  const roles: Record<string, string> = {
    'ph-truong': 'commander',
    'ph-truc': 'officer',
    'ph-khoa': 'keeper',
    'ph-ap1b': 'hamlet',
    'ph-may-cong': 'agent'
  }
  for (const fact of all) {
    const actor = { name: fact.by, roles: [`${unit}:${roles[fact.by]}`] }
    expect(refuse(fact, null, actor, { unit, book: fact.book as never })).toBeNull()
    expect(Date.parse(fact.at)).toBeLessThan(now)
    expect(JSON.stringify(fact.body)).not.toMatch(/đối tượng/i)
  }
})

test('it is the same whenever it is made on one day', () => {
  const morning = Date.UTC(2026, 10, 24, 1)
  expect(demoAlarms(morning)).toEqual(demoAlarms(morning + 3_600_000))
})
