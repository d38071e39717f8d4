import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { gateLog } from './log.ts'
import { toReview } from './reviews.ts'

const facts = vectors.facts.map(({ fact }) => fact)
const newer = {
  ...facts[0]!,
  id: '01936a1c-8f29-7abc-8def-0123456789ab',
  type: 'gates.moon-seen',
  n: 3,
  body: { full: true }
}

test('shuffled facts give the same log', () => {
  const all = [...facts, newer]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (list) => {
      expect(gateLog(list)).toEqual(gateLog(all))
    })
  )
})

test('a note is a claim; a type of a newer version keeps its place', () => {
  expect(gateLog([newer, ...facts]).map(({ kind }) => kind)).toEqual(['claim', 'claim', 'newer'])
})

test("the gate's registration, in the directory, is no entry of its log", () => {
  const registered = { ...newer, book: 'directory', type: 'directory.gate-registered' }
  expect(gateLog([registered, ...facts])).toHaveLength(facts.length)
})

const asked = '01936a1c-8f40-7abc-8def-0123456789ab'
let n = 10
/** A fact of the gate's book, written by `by` on a phone of their own. */
const entry = (type: string, body: object, by = 'truc'): Envelope => ({
  ...newer,
  id: `01936a1c-8f50-7abc-8def-0123456789${++n}`,
  type,
  n,
  by,
  device: by.padEnd(43, 'x'),
  body: { ...body }
})
const attempt = (more: object = {}, by = 'truc') =>
  entry(
    'gates.command-attempted',
    { command: asked, action: 'CLOSE', outcome: 'accepted', reason: 'Nghi trộm', ...more },
    by
  )
const report = (kind: string, more: object = {}) =>
  entry(
    'gates.event-reported',
    { kind, source: 'app', action: 'CLOSE', command: asked, actor: 'truc', ...more },
    'may'
  )
const courses = (...facts: Envelope[]) =>
  gateLog(facts).flatMap((entry) => (entry.kind === 'command' ? [entry.course] : []))

test('a command has one line: what the phone claims, joined with what the gate reports on it', () => {
  const all = [
    report('accepted', { latencyMs: 2 }),
    attempt(),
    report('completed', { latencyMs: 14_200, lock: 'alarm' })
  ]
  expect(courses(...all)).toMatchObject([
    {
      command: asked,
      actor: 'truc',
      outcome: 'completed',
      tookMs: 14_200,
      confirmed: true,
      told: { reason: 'Nghi trộm', lock: 'alarm' }
    }
  ])
  expect(gateLog(all)).toHaveLength(1)
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (facts) => {
      expect(gateLog(facts)).toEqual(gateLog(all))
    })
  )
})

test('a claim alone is not confirmed; on its way, a command has taken no time yet', () => {
  expect(courses(attempt({ outcome: 'completed' }))).toMatchObject([
    { confirmed: false, tookMs: null, outcome: 'completed', actor: 'truc' }
  ])
  expect(courses(report('accepted', { latencyMs: 2 }))).toMatchObject([{ outcome: 'accepted', tookMs: null }])
})

test('nobody joins the report on somebody else’s command', () => {
  const all = [report('completed'), attempt({ outcome: 'refused' }, 'ke-gian')]
  expect(courses(...all)).toMatchObject([
    { actor: 'truc', outcome: 'completed', confirmed: true },
    { actor: 'ke-gian', outcome: 'refused', confirmed: false }
  ])
})

test('what the hour closed has no asker, and nobody puts himself there', () => {
  const { actor: _, ...body } = report('completed').body
  const byHour = { ...report('completed'), body: { ...body, source: 'schedule' } }
  expect(courses(byHour, attempt())).toMatchObject([
    { actor: null, source: 'schedule', confirmed: true },
    { actor: 'truc', confirmed: false }
  ])
})

test('a command that comes again is a line of its own: it does not change what became of the first', () => {
  const all = [report('completed'), report('refused', { code: 'DUPLICATE' })]
  expect(courses(...all)).toMatchObject([{ outcome: 'completed' }])
  expect(gateLog(all).map(({ kind }) => kind)).toEqual(['command', 'report'])
})

test('whatever comes again, and however late: what became of an accepted command stays, and so does its review', () => {
  const opened = { action: 'OPEN', override: 'fire' }
  const later = (fact: Envelope, seconds: number) => ({
    ...fact,
    at: new Date(Date.parse(newer.at) + seconds * 1000).toISOString()
  })
  const refusals = ['STALE', 'DUPLICATE', 'BAD_SIGNATURE', 'REPLAY', 'REVOKED', 'CLOCK_SKEW', 'RETAINED']
  const ends = [null, 'completed', 'stopped', 'obstructed', 'timeout', 'failed']
  fc.assert(
    fc.property(
      fc.constantFrom(...ends),
      fc.array(fc.tuple(fc.constantFrom(...refusals), fc.integer({ min: -5, max: 600 })), { minLength: 1 }),
      fc.infiniteStream(fc.nat()),
      (end, copies, order) => {
        const first = [attempt(opened), report('accepted', opened)]
        if (end) first.push(later(report(end, opened), 20))
        const again = copies.map(([code, after]) =>
          later(report('refused', { ...opened, code, actor: 'ke-gian' }), after)
        )
        const arrived = [...first, ...again]
          .map((fact) => ({ fact, place: order.next().value }))
          .sort((a, b) => a.place - b.place)
          .map(({ fact }) => fact)
        for (let some = 1; some <= arrived.length; some++) gateLog(arrived.slice(0, some))
        expect(courses(...arrived)).toEqual(courses(...first))
        expect(toReview(arrived)).toEqual(toReview(first))
        expect(gateLog(arrived)).toHaveLength(1 + copies.length)
      }
    )
  )
})

test('a command that only was refused keeps the reason of its first refusal', () => {
  const all = [report('refused', { code: 'NEEDS_SECOND' }), report('refused', { code: 'STALE' })]
  expect(courses(...all)).toMatchObject([{ outcome: 'refused', told: { code: 'NEEDS_SECOND' } }])
  expect(gateLog(all).map(({ kind }) => kind)).toEqual(['command', 'report'])
})

test('why nothing was done is the last word’s code, not one before it', () => {
  expect(courses(attempt({ outcome: 'unknown', code: 'UNKNOWN' }), report('completed'))[0]!.told.code).toBe(
    undefined
  )
  expect(courses(attempt(), report('refused', { code: 'LOCKED' }))[0]!.told.code).toBe('LOCKED')
})

test('what waited for a second person tells that one agreed, and what came of it; nobody seconds himself', () => {
  const other = '01936a1c-8f41-7abc-8def-0123456789ab'
  const first = { action: 'OPEN', code: 'NEEDS_SECOND' }
  const approving = { action: 'OPEN', command: other, actor: 'truong', approves: asked }
  const waits = [attempt({ action: 'OPEN' }), report('refused', first)]
  const agreed = [report('accepted', approving), report('completed', approving)]
  const secondOf = (...facts: Envelope[]) =>
    courses(...facts).find(({ command }) => command === asked)!.seconded
  expect(secondOf(...waits)).toBe(null)
  expect(secondOf(...waits, ...agreed)).toMatchObject({
    actor: 'truong',
    outcome: 'completed',
    command: other
  })
  expect(secondOf(...agreed, ...waits)).toEqual(secondOf(...waits, ...agreed))
  expect(gateLog([...waits, ...agreed])).toHaveLength(2)
  const more = { code: 'RATE_LIMITED' }
  expect(secondOf(...waits, report('refused', { ...approving, ...more }))).toBe(null)
  expect(secondOf(...waits, report('completed', { ...approving, actor: 'truc' }))).toBe(null)
  expect(secondOf(report('completed', { action: 'OPEN' }), ...agreed)).toBe(null)
})

test('an emergency waits to be looked at, once; one that was refused, or an exercise, does not', () => {
  const opened = { action: 'OPEN', override: 'fire' }
  const review = entry('gates.emergency-reviewed', { command: asked }, 'truong')
  const waiting = (...facts: Envelope[]) => toReview(facts).map(({ command }) => command)
  expect(waiting(attempt(opened), report('completed'))).toEqual([asked])
  expect(waiting(attempt(opened))).toEqual([asked])
  expect(waiting(review, attempt(opened), report('completed'))).toEqual([])
  expect(gateLog([review, attempt(opened)])).toHaveLength(1)
  expect(waiting(attempt(opened), report('refused', { code: 'LOCKED' }))).toEqual([])
  expect(waiting(attempt({ ...opened, drill: true }), report('completed'))).toEqual([])
  expect(waiting(attempt({ action: 'OPEN' }), report('completed'))).toEqual([])
})

test('an entry stays the same object while nothing about it changes', () => {
  const claim = attempt()
  const first = gateLog([claim])[0]
  expect(gateLog([claim])[0]).toBe(first)
  const told = report('completed')
  const joined = gateLog([claim, told])[0]
  expect(joined).not.toBe(first)
  expect(gateLog([told, claim])[0]).toBe(joined)
})
