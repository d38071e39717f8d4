import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import type { GateState, Shown } from './contract/state.ts'
import { countsClosed, countsOpen, gateStatus, type GateKnowledge } from './gate-status.ts'
import type { LatestReports } from './latest-reports.ts'
import { motions, type Motion } from './motion.ts'

const noon = Date.UTC(2026, 10, 24, 5)
/** 22:30 in Vietnam. */
const night = Date.UTC(2026, 10, 24, 15, 30)
const hour = 3_600_000

const nothing: LatestReports = { said: null, reported: null, leftOpen: null }
const fact = { at: new Date(noon - hour).toISOString() } as Envelope
const word = (what: 'closed' | 'opened' | 'fault') => ({ what, fact, who: 'Tư Khởi' })
const report = (what: 'closed' | 'opened' | 'unknown') => ({ what, fact })
const fresh = (
  motion: Exclude<Motion, 'unknown'>,
  more: { assumed?: boolean; obstructed?: boolean } = {}
) => {
  const state = { obstructed: more.obstructed ?? false } as GateState
  return { kind: 'fresh', motion, assumed: more.assumed ?? false, state, ageMs: 0 } as const
}
const status = (
  shown: Shown | null,
  latest: Partial<LatestReports> = {},
  more: Partial<GateKnowledge<Envelope>> = {}
) =>
  gateStatus({
    kind: 'motor',
    latest: { ...nothing, ...latest },
    shown,
    heard: null,
    isConnected: true,
    closesAt: null,
    schedule: null,
    now: noon,
    ...more
  })

test('the gate’s own fresh report leads; a word that says otherwise stands beside it and contradicts it', () => {
  expect(status(fresh('open'), { said: word('closed') })).toMatchObject({
    is: 'open',
    by: 'gate',
    said: { what: 'closed' },
    contradicted: true,
    concern: 'contradicted'
  })
  expect(status(fresh('closed'), { said: word('opened') }).concern).toBe('contradicted')
  expect(status(fresh('stopped'), { said: word('closed') }).contradicted).toBe(true)
  expect(status(fresh('closed'), { said: word('closed') })).toMatchObject({
    contradicted: false,
    concern: null
  })
  expect(status(fresh('closing'), { said: word('closed') }).contradicted).toBe(false)
})

test('a motor gate that is not heard now has no state, whatever anybody says or said', () => {
  const silent: (Shown | null)[] = [
    null,
    { kind: 'unknown', since: null },
    { kind: 'stale', last: 'closed', ageMs: 50_000 }
  ]
  for (const shown of silent)
    expect(status(shown, { said: word('closed'), reported: report('closed') })).toMatchObject({
      is: 'unknown',
      by: 'nobody',
      contradicted: false
    })
})

test('while the present is not known the last news is told with its time, the later of what was heard and logged', () => {
  const reported = report('opened')
  const logged = { was: 'open', at: noon - hour }
  expect(status(null, { reported }).last).toEqual(logged)
  const heard = (at: number) => ({ heard: { motion: 'closed' as const, at } })
  expect(status(null, { reported }, heard(noon)).last).toEqual({ was: 'closed', at: noon })
  expect(status(null, { reported }, heard(noon - 2 * hour)).last).toEqual(logged)
  expect(status(null).last).toBeNull()
  expect(status(fresh('open'), { reported }).last).toBeNull()
})

test('a gate that is closed by hand stands as a person says; damaged, nobody knows', () => {
  const hand = (said: LatestReports['said']) => status(null, { said }, { kind: 'hand' })
  expect(hand(word('closed'))).toMatchObject({ is: 'closed', by: 'person', concern: null })
  expect(hand(word('opened'))).toMatchObject({ is: 'open', by: 'person', concern: null })
  expect(hand(word('fault'))).toMatchObject({ is: 'unknown', concern: 'fault' })
  expect(hand(null)).toMatchObject({ is: 'unknown', by: 'nobody', concern: null })
})

test('an open gate is a concern only after its closing hour, or when something is wrong', () => {
  const open = (more: object, latest = {}) => status(fresh('open'), latest, more).concern
  expect(open({ now: noon })).toBeNull()
  expect(open({ now: night })).toBe('left-open')
  expect(open({ now: night, closesAt: night + hour })).toBeNull()
  expect(open({ now: night, closesAt: night + 23.5 * hour })).toBe('left-open')
  expect(open({ now: noon, closesAt: noon + 10 * hour })).toBeNull()
  const schedule = { closeAt: '22:00' }
  expect(open({ now: night, schedule, closesAt: night + 23 * hour })).toBe('left-open')
  expect(open({ now: night, schedule, closesAt: night + hour })).toBeNull()
  expect(open({ now: night, schedule: { closeAt: { T2: '22:00', T4: '19:00' } } })).toBeNull()
  expect(open({}, { leftOpen: fact })).toBe('left-open')
  expect(open({}, { said: word('fault') })).toBe('fault')
  expect(status(fresh('open', { obstructed: true })).concern).toBe('obstructed')
  expect(status(fresh('closing'), {}, { now: night }).concern).toBeNull()
  expect(status(null, { said: word('opened') }, { kind: 'hand', now: night }).concern).toBe('left-open')
})

test('a gate out of reach is a concern until somebody has closed it by hand; a phone out of reach is none', () => {
  const silent = { kind: 'unknown', since: noon - hour, silent: true } as const
  expect(status(silent).concern).toBe('lost')
  expect(status(silent, { said: word('closed') }).concern).toBeNull()
  expect(status(silent, {}, { isConnected: false }).concern).toBeNull()
  expect(status({ kind: 'unknown', since: noon, deaf: true }).concern).toBe('lost')
  expect(status({ kind: 'unknown', since: null }).concern).toBeNull()
  expect(status(null, { reported: report('unknown') }, { isConnected: false }).concern).toBe('lost')
})

test('unknown and estimated are never counted as closed, and nothing is counted twice', () => {
  const shown = fc.oneof(
    fc.constant(null),
    fc.record({ kind: fc.constant('unknown' as const), since: fc.constantFrom(null, noon) }),
    fc.record({
      kind: fc.constant('stale' as const),
      last: fc.constantFrom(...motions),
      ageMs: fc.constant(1)
    }),
    fc
      .record({
        motion: fc.constantFrom('open', 'closed', 'opening', 'closing', 'stopped'),
        assumed: fc.boolean()
      })
      .map(({ motion, assumed }) => fresh(motion as 'open', { assumed }))
  )
  const said = fc.option(fc.constantFrom('closed', 'opened', 'fault').map((what) => word(what as 'closed')))
  fc.assert(
    fc.property(shown, said, (shown, said) => {
      const now = status(shown, { said })
      const isReportedClosed = shown?.kind === 'fresh' && shown.motion === 'closed' && !shown.assumed
      expect(countsClosed(now)).toBe(isReportedClosed)
      expect(countsClosed(now) && countsOpen(now)).toBe(false)
      expect(now.is === 'unknown' && (countsClosed(now) || countsOpen(now))).toBe(false)
    })
  )
})
