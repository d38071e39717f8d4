import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { latestReports } from './latest-reports.ts'

let n = 0
const said = (what: string, type = 'gates.note-written') => {
  n += 1
  const id = `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`
  return { ...vectors.facts[0]!.fact, id, n, type, body: { what, reason: 'Ghi thử', who: 'Tư Khởi' } }
}
const reported = (motion: string, kind = 'completed') => {
  const after = { motion, position: null, obstructed: null }
  return { ...said('closed', 'gates.event-reported'), body: { kind, source: 'app', after } }
}
const latest = (...facts: Envelope[]) => latestReports(facts, Infinity)
const word = (...facts: Envelope[]) => latest(...facts).said?.what
const report = (...facts: Envelope[]) => latest(...facts).reported?.what

test('the last claim about the gate itself counts', () => {
  expect(word(said('closed'), said('opened'))).toBe('opened')
  expect(word(said('fault'), said('closed'))).toBe('closed')
})

test('a stranger seen, another remark or a newer type leaves the word that stands', () => {
  expect(word(said('opened'), said('seen'), said('other'), said('closed', 'gates.moon-seen'))).toBe('opened')
})

test('nothing said is nothing known', () => {
  expect([latest(), word(said('seen'))]).toEqual([{ said: null, reported: null, leftOpen: null }, undefined])
})

test('a word that is not known good calms nobody, and may alarm', () => {
  const [open, closed] = [said('opened'), said('closed')]
  const doubted = (facts: Envelope[], doubtful: Envelope) =>
    latestReports(facts, Infinity, (fact) => fact === doubtful).said?.what
  expect(doubted([open, closed], closed)).toBe('opened')
  expect(doubted([open, closed], open)).toBe('closed')
  expect(doubted([closed], closed)).toBeUndefined()
  const reopened = said('opened')
  expect(doubted([closed, reopened], reopened)).toBe('opened')
})

test("the gate's own report outdates what people said before; what they say after it stands beside it", () => {
  expect(latest(said('opened'), reported('closed'))).toMatchObject({
    said: null,
    reported: { what: 'closed' }
  })
  expect(latest(reported('closed'), said('opened'))).toMatchObject({
    said: { what: 'opened', who: 'Tư Khởi' },
    reported: { what: 'closed' }
  })
})

test('half open, or on its way, is not closed', () => {
  for (const motion of ['stopped', 'opening', 'closing', 'open'])
    expect(report(reported('closed'), reported(motion))).toBe('opened')
})

test('a gate that is told to open is not closed while it runs; once it says that it is, it is', () => {
  const opening = (kind: string, motion: string, action = 'OPEN') => {
    const { body, ...fact } = reported(motion, kind)
    return { ...fact, body: { ...body, action } }
  }
  const before = reported('closed')
  for (const action of ['OPEN', 'PASS'])
    expect(report(before, opening('accepted', 'closed', action))).toBe('opened')
  expect(report(before, opening('accepted', 'closed', 'CLOSE'))).toBe('closed')
  expect(report(before, opening('accepted', 'closed'), opening('failed', 'closed'))).toBe('closed')
  expect(report(before, opening('refused', 'closed'))).toBe('closed')
})

test('an agent that cannot say how the gate stands leaves the word that stands', () => {
  expect(word(said('opened'), reported('unknown'))).toBe('opened')
  expect(report(reported('closed'), reported('unknown'))).toBe('closed')
})

test('once the gate is out of reach its own word is old; what a person said is as good as before', () => {
  const lost = () => reported('closed', 'offline')
  expect(report(reported('closed'), lost())).toBe('unknown')
  expect(word(reported('opened'), said('closed'), lost())).toBe('closed')
  expect(latest(said('closed'), reported('open'), lost())).toMatchObject({
    said: null,
    reported: { what: 'unknown' }
  })
})

test('a fault stands until a person says otherwise: a gate does not see what people see', () => {
  expect(word(said('fault'), reported('closed'))).toBe('fault')
  expect(latest(said('fault'), said('closed'), reported('open'))).toMatchObject({
    said: null,
    reported: { what: 'opened' }
  })
})

test('a gate left open is so until it reports closed, and not again when it is next opened', () => {
  const left = reported('open', 'left-open')
  expect(latest(reported('open'), left).leftOpen).toBe(left)
  expect(latest(left, reported('open')).leftOpen).toBe(left)
  expect(latest(left, reported('closed')).leftOpen).toBeNull()
  expect(latest(left, reported('closed'), reported('open')).leftOpen).toBeNull()
})

test('nor is it once the closing of that evening is put off; that of a later one changes nothing', () => {
  const left = reported('open', 'left-open')
  const putOff = (hours: number, kind = 'completed') => {
    const { body, ...fact } = reported('open', kind)
    const until = new Date(Date.parse(fact.at) + hours * 3_600_000).toISOString()
    return { ...fact, body: { ...body, action: 'POSTPONE', until } }
  }
  expect(latest(left, putOff(2)).leftOpen).toBeNull()
  expect(latest(left, putOff(2, 'refused')).leftOpen).toBe(left)
  expect(latest(left, putOff(30)).leftOpen).toBe(left)
  const [off, again] = [putOff(2), reported('open', 'not-closed')]
  expect(latest(left, off, again).leftOpen).toBe(again)
})

test('shuffled facts give the same', () => {
  const all = [said('opened'), reported('closed'), reported('open', 'offline'), said('fault'), said('closed')]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(latestReports(facts, Infinity)).toEqual(latestReports(all, Infinity))
    })
  )
})

const byHand = (what: string, more: object = {}) => ({
  ...said(what, 'gates.hand-claimed'),
  body: { what, ...more }
})

test('a gate moved by hand stands as whoever moved it says, with his picture, until somebody says something else', () => {
  const photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }
  expect(latest(said('opened'), byHand('closed', { who: 'Hai Muội', photo })).said).toMatchObject({
    what: 'closed',
    who: 'Hai Muội',
    byHand: { photo }
  })
  expect(latest(byHand('closed'), byHand('opened')).said).toMatchObject({ what: 'opened', who: undefined })
  expect(latest(byHand('closed'), said('fault')).said?.byHand).toBeUndefined()
})

test('what is dated in the future, by a clock that ran ahead, does not stand until then', () => {
  const now = Date.UTC(2026, 10, 26, 5)
  const at = (ms: number) => new Date(ms).toISOString()
  const ahead = { ...said('opened'), at: at(now + 730 * 86_400_000) }
  const other = { ...said('closed'), at: at(now - 60_000), device: 'b'.repeat(43) }
  expect(latestReports([ahead, other], now).said?.what).toBe('closed')
  expect(latestReports([ahead], now).said).toBeNull()
})
