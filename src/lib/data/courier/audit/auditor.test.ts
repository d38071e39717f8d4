import { expect, test } from 'vitest'
import { dayMs } from '#lib/domain/day-sums.ts'
import type { CourierStore, Checkpoint } from '../types.ts'
import type { DrainedDatabase } from '../pull.ts'
import type { ExchangeContext } from '../exchange-context.ts'
import { Auditor } from './auditor.ts'
import { auditUnread } from './records.ts'

const start = Date.UTC(2026, 10, 24)
const never = new AbortController().signal

/** An empty phone and an empty server, at a time of the test's choosing. */
function stage(chance = 0) {
  let now = start
  const asked: string[] = []
  const places = new Map<string, Checkpoint>()
  let answer = async () => Response.json({ rows: [] })
  const store = {
    checkpoint: async (name: string) => places.get(name) ?? null,
    keepCheckpoint: async (name: string, place: Checkpoint) => void places.set(name, place),
    inventory: async () => ({
      async *settled() {},
      known: async () => new Map(),
      facts: async () => []
    })
  } as unknown as CourierStore
  const http = {
    fetch: async (path: RequestInfo | URL) => {
      asked.push(/antt-[^/]*/.exec(String(path))![0])
      return answer()
    },
    timeout: () => new AbortController().signal,
    now: () => now,
    deviceNow: () => now,
    learn: () => {}
  }
  const context = { http, store } as unknown as ExchangeContext
  const auditor = () => new Auditor(() => chance)
  const drained = (name: string, epoch = 'a', before: string | null = 'a'): DrainedDatabase => ({
    name: `antt-xa-${name}`,
    unit: 'xa',
    book: 'hui',
    epoch,
    before
  })
  return {
    auditor,
    context,
    drained,
    places,
    pass: (ms: number) => (now += ms),
    answers: (next: () => Promise<Response>) => (answer = next),
    take: () => asked.splice(0)
  }
}

test('where somebody has rung already, none is begun', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  await one.look(context, [drained('hui')], never)
  const now = pass(dayMs)
  await one.look(context, [drained('hui')], AbortSignal.abort())
  expect([take(), one.dueAt]).toEqual([[], now + 10_000])
})

test('a database is audited within a day of its first sync, then each day again, and not between', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  const look = () => one.look(context, [drained('hui')], never)
  await look()
  pass(dayMs - 1)
  await look()
  expect(take()).toEqual([])
  for (let day = 0; day < 2; day++) {
    pass(1)
    await look()
    expect(take()).toEqual(['antt-xa-hui'])
    await look()
    pass(dayMs - 1)
    await look()
    expect(take()).toEqual([])
  }
})

test('chance makes the pauses shorter, by a quarter at most', async () => {
  const { auditor, context, drained, pass, take } = stage(0.999)
  const one = auditor()
  const look = () => one.look(context, [drained('hui')], never)
  await look()
  pass(dayMs * 0.01)
  await look()
  expect(take()).toHaveLength(1)
  pass(dayMs * 0.75)
  await look()
  expect(take()).toEqual([])
  pass(dayMs * 0.01)
  await look()
  expect(take()).toHaveLength(1)
})

test('when it was last done outlives a restart', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const before = auditor()
  await before.look(context, [drained('hui')], never)
  pass(dayMs)
  await before.look(context, [drained('hui')], never)
  take()
  const after = auditor()
  pass(dayMs / 2)
  await after.look(context, [drained('hui')], never)
  expect(take()).toEqual([])
  expect(after.report).toEqual(before.report)
})

test('the first half minute after a start belongs to the screens, but not when somebody asks', async () => {
  const { auditor, context, drained, pass, take } = stage()
  await auditor().look(context, [drained('hui')], never)
  pass(3 * dayMs)
  const again = auditor()
  await again.look(context, [drained('hui')], never)
  pass(29_999)
  await again.look(context, [drained('hui')], never)
  expect(take()).toEqual([])
  pass(1)
  await again.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
  again.wanted = true
  await again.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
  expect(again.wanted).toBe(false)
})

test('another epoch means at once, and that database alone', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  await one.look(context, [drained('hui'), drained('incidents')], never)
  pass(60_000)
  await one.look(context, [drained('hui'), drained('incidents', 'b')], never)
  expect(take()).toEqual(['antt-xa-incidents'])
  await one.look(context, [drained('hui'), drained('incidents', 'b')], never)
  expect(take()).toEqual([])
})

test('an epoch that changed before this phone knew of audits counts too', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  await one.look(context, [drained('hui', 'b', 'a'), drained('incidents', 'b', null)], never)
  pass(30_000)
  await one.look(context, [drained('hui', 'b', 'b'), drained('incidents', 'b', 'b')], never)
  expect(take()).toEqual(['antt-xa-hui'])
})

test('what was brought to a database before it was first read is looked for as soon as it is read', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  await auditUnread(context.store, 'antt-xa-hui')
  const unread = drained('hui', 'b', null)
  await one.look(context, [unread, drained('incidents', 'b', null)], never)
  pass(30_000)
  await one.look(context, [{ ...unread, before: 'b' }, drained('incidents', 'b', 'b')], never)
  expect(take()).toEqual(['antt-xa-hui'])
  await auditUnread({ ...context.store, checkpoint: async () => ({ seq: '1', epoch: 'b' }) }, 'antt-xa-hui')
  pass(1)
  await auditor().look(context, [drained('hui', 'b', 'b')], never)
  expect(take()).toEqual([])
})

test('where the server did not take something, it is asked again as soon as it may take it', async () => {
  const { auditor, context, drained, places, pass, take } = stage()
  const last = { at: start, records: 2, fetched: 0, resent: 0, dropped: 0, left: 1 }
  const kept = (left: number) => ({
    seq: JSON.stringify({ next: start + dayMs, last: { ...last, left } }),
    epoch: 'a'
  })
  places.set('audit antt-xa-hui', kept(1))
  places.set('audit antt-xa-incidents', kept(0))
  const one = auditor()
  const look = () => one.look(context, [drained('hui'), drained('incidents')], never)
  await look()
  pass(30_000)
  await look()
  expect(take()).toEqual([])
  one.anew()
  await look()
  expect(take()).toEqual(['antt-xa-hui'])
  places.set('audit antt-xa-hui', kept(1))
  await look()
  expect(take()).toEqual([])
})

test('one that waits is not put off for longer by a clock that is put right meanwhile', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  pass(80 * dayMs)
  await one.look(context, [drained('hui', 'b')], never)
  pass(-80 * dayMs)
  await one.look(context, [drained('hui', 'b', 'b')], never)
  expect(take()).toHaveLength(1)
})

test('a clock that was put back by days does not put the next audit off', async () => {
  const { auditor, context, drained, pass, take } = stage()
  const one = auditor()
  await one.look(context, [drained('hui')], never)
  pass(dayMs)
  await one.look(context, [drained('hui')], never)
  take()
  pass(-20 * dayMs)
  const next = auditor()
  await next.look(context, [drained('hui')], never)
  pass(30_000)
  await next.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
})

test('it makes way at once, and is taken up ten seconds later; one that somebody asked for, at once', async () => {
  const { auditor, context, drained, pass, take, answers } = stage()
  const one = auditor()
  await one.look(context, [drained('hui')], never)
  pass(dayMs)
  const urgent = new AbortController()
  answers(async () => (urgent.abort(), Promise.reject(new TypeError('aborted'))))
  await one.look(context, [drained('hui')], urgent.signal)
  expect(take()).toHaveLength(1)
  answers(async () => Response.json({ rows: [] }))
  pass(9_999)
  await one.look(context, [drained('hui')], never)
  expect(take()).toEqual([])
  pass(1)
  await one.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
  one.wanted = true
  const again = new AbortController()
  answers(async () => (again.abort(), Promise.reject(new TypeError('aborted'))))
  await one.look(context, [drained('hui')], again.signal)
  expect(one.wanted).toBe(true)
})

test.each([
  ['no network', () => Promise.reject(new TypeError('gone'))],
  ['an ill server', async () => new Response('', { status: 502 })],
  ['a server without that view', async () => Response.json({ error: 'not_found' }, { status: 404 })]
])('%s: it is left alone for ten minutes, and is no trouble', async (_, answer) => {
  const { auditor, context, drained, pass, take, answers } = stage()
  const one = auditor()
  await one.look(context, [drained('hui')], never)
  pass(dayMs)
  answers(answer)
  await one.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
  expect(one.report).toBeNull()
  pass(600_000 - 1)
  await one.look(context, [drained('hui')], never)
  expect(take()).toEqual([])
  pass(1)
  await one.look(context, [drained('hui')], never)
  expect(take()).toHaveLength(1)
})

test('what is told is the sum of all databases, and of the last round what it put right', async () => {
  const { auditor, context, drained, places, pass } = stage()
  const kept = (at: number, records: number, fetched: number) => ({
    seq: JSON.stringify({ next: at + dayMs, last: { at, records, fetched, resent: 0, dropped: 0, left: 0 } }),
    epoch: 'a'
  })
  places.set('audit antt-xa-hui', kept(start - 2, 10, 5))
  places.set('audit antt-xa-incidents', kept(start - 1, 20, 3))
  places.set('audit antt-xa-movement', kept(start - 1, 30, 4))
  pass(1)
  const one = auditor()
  await one.look(
    context,
    ['hui', 'incidents', 'movement'].map((name) => drained(name)),
    never
  )
  const sum = { records: 60, fetched: 7, resent: 0, dropped: 0, left: 0 }
  expect(one.report).toEqual({ at: start - 1, since: start - 2, whole: true, ...sum })
  // A database that was not audited yet is not reported.
  await one.look(context, [drained('duty')], never)
  expect(one.report).toMatchObject({ whole: false, records: 60 })
})
