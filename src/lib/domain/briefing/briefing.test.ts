import { expect, test } from 'vitest'
import type { IncidentOutline } from '../incidents/outline.ts'
import type { StoredFact } from '../stored.ts'
import { briefingMs, dayBriefing } from './briefing.ts'
import { seenBook } from './seen.ts'

const morning = Date.UTC(2026, 10, 25)
const hour = 3_600_000
const iso = (ms: number) => new Date(ms).toISOString()
const tip = { source: 'phone', triage: 'crime', forwarded: false, answered: false } as const

const incident = (id: string, at: number, more: Partial<IncidentOutline> & { took?: number } = {}) => {
  const { took, ...rest } = more
  const opening = { took: took ?? at } as StoredFact
  const told = { id, reportedAt: iso(at), tip: null, open: true, stage: 'new', dispute: false, opening }
  return { ...told, ...rest } as IncidentOutline
}
const none = { incidents: [], alarms: [], strangers: [] }
const ids = (all: readonly { id: string }[]) => all.map(({ id }) => id)

test('tells what reached the server within 24 hours, the newest first, incidents and tips apart', () => {
  const incidents = [
    incident('eve', morning - briefingMs),
    incident('night', morning - 5 * hour),
    incident('late', morning - 72 * hour, { took: morning - hour }),
    incident('tip', morning - 2 * hour, { tip }),
    incident('later', morning + 1)
  ]
  const told = dayBriefing({ ...none, incidents }, morning)
  expect(ids(told.incidents)).toEqual(['late', 'night'])
  expect(ids(told.tips)).toEqual(['tip'])
  expect(told.open).toBe(5)
  expect(told.latest).toBe(morning - hour)
})

test('tells what was not sent yet as of its report', () => {
  const unsent = incident('here', morning - hour)
  delete unsent.opening.took
  expect(ids(dayBriefing({ ...none, incidents: [unsent] }, morning).incidents)).toEqual(['here'])
})

test('names tips that are overdue and those that soon will be, whenever they came', () => {
  const incidents = [
    incident('over', morning - 30 * hour, { tip }),
    incident('soon', morning - 19 * hour, { tip }),
    incident('calm', morning - hour, { tip }),
    incident('done', morning - 30 * hour, { tip: { ...tip, forwarded: true } })
  ]
  const told = dayBriefing({ ...none, incidents }, morning)
  expect([ids(told.overdue), ids(told.soon)]).toEqual([['over'], ['soon']])
})

test('counts alarms apart from drills, and strangers', () => {
  const alarm = (ago: number, drill: boolean) => ({ startedAt: iso(morning - ago), drill })
  const told = dayBriefing(
    {
      incidents: [],
      alarms: [alarm(hour, false), alarm(2 * hour, true), alarm(25 * hour, false)],
      strangers: [{ at: morning - hour }, { at: morning - 25 * hour }]
    },
    morning
  )
  expect([told.alarms.length, told.drills.length, told.strangers]).toEqual([1, 1, 1])
  expect(told.latest).toBe(morning - hour)
  expect(dayBriefing(none, morning).latest).toBe(morning - briefingMs)
})

const word = (n: number, at: number, until: number, took = at) =>
  ({
    id: `01936a1c-8f2f-7abc-8def-00000000000${n}`,
    type: 'incidents.book-seen',
    at: iso(at),
    took,
    by: `chi-huy-${n}`,
    device: 'may',
    n,
    body: { until: iso(until) }
  }) as unknown as StoredFact

test('the book counts as read as far as a commander’s word reaches, and no further than the word itself', () => {
  expect(seenBook([])).toBeNull()
  expect(seenBook([word(1, morning, morning), word(2, morning + hour, morning + hour)])).toMatchObject({
    by: 'chi-huy-2',
    until: morning + hour
  })
  expect(seenBook([word(1, morning, morning + 99 * hour)])?.until).toBe(morning)
  expect(seenBook([word(1, morning + 99 * hour, morning + 99 * hour, morning)])?.until).toBe(morning)
})
