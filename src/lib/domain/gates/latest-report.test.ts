import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../fact.ts'
import vectors from '../vectors/canonical.json' with { type: 'json' }
import { latestReport } from './latest-report.ts'

let n = 0
const said = (what: string, type = 'gates.note-written') => {
  n += 1
  const id = `01936a1c-8f2f-7abc-8def-${String(n).padStart(12, '0')}`
  return { ...vectors.facts[0]!.fact, id, n, type, body: { what, reason: 'Ghi thử', who: 'Tư Khởi' } }
}
const standing = (...facts: ReturnType<typeof said>[]) => latestReport(facts, Infinity)?.standing

test('the last claim about the gate itself counts', () => {
  expect(standing(said('closed'), said('opened'))).toBe('opened')
  expect(standing(said('fault'), said('closed'))).toBe('closed')
})

test('a stranger seen, another remark or a newer type leaves the word that stands', () => {
  expect(standing(said('opened'), said('seen'), said('other'), said('closed', 'gates.moon-seen'))).toBe(
    'opened'
  )
})

test('nothing said is nothing known', () => {
  expect([standing(), standing(said('seen'))]).toEqual([undefined, undefined])
})

test('a word that is not known good calms nobody, and may alarm', () => {
  const [open, closed] = [said('opened'), said('closed')]
  const doubted = (facts: Envelope[], doubtful: Envelope) =>
    latestReport(facts, Infinity, (fact) => fact === doubtful)?.standing
  expect(doubted([open, closed], closed)).toBe('opened')
  expect(doubted([open, closed], open)).toBe('closed')
  expect(doubted([closed], closed)).toBeUndefined()
  const reopened = said('opened')
  expect(doubted([closed, reopened], reopened)).toBe('opened')
})

const reported = (motion: string, kind = 'completed') => {
  const after = { motion, position: null, obstructed: null }
  return { ...said('closed', 'gates.event-reported'), body: { kind, source: 'app', after } }
}
const last = (...facts: Envelope[]) => latestReport(facts, Infinity)

test("the gate's own report outdates what people said before, and they it", () => {
  expect(last(said('opened'), reported('closed'))).toMatchObject({ standing: 'closed', who: null })
  expect(last(reported('closed'), said('opened'))).toMatchObject({ standing: 'opened', who: 'Tư Khởi' })
})

test('half open, or on its way, is not closed', () => {
  for (const motion of ['stopped', 'opening', 'closing', 'open'])
    expect(last(reported('closed'), reported(motion))?.standing).toBe('opened')
})

test('a gate that is told to open is not closed while it runs; once it says that it is, it is', () => {
  const opening = (kind: string, motion: string, action = 'OPEN') => {
    const { body, ...fact } = reported(motion, kind)
    return { ...fact, body: { ...body, action } }
  }
  const before = reported('closed')
  for (const action of ['OPEN', 'PASS'])
    expect(last(before, opening('accepted', 'closed', action))?.standing).toBe('opened')
  expect(last(before, opening('accepted', 'closed', 'CLOSE'))?.standing).toBe('closed')
  expect(last(before, opening('accepted', 'closed'), opening('failed', 'closed'))?.standing).toBe('closed')
  expect(last(before, opening('refused', 'closed'))?.standing).toBe('closed')
})

test('an agent that cannot say how the gate stands leaves the word that stands', () => {
  expect(last(said('opened'), reported('unknown'))).toMatchObject({ standing: 'opened', who: 'Tư Khởi' })
  expect(last(reported('closed'), reported('unknown'))?.standing).toBe('closed')
})

test('once the gate is out of reach its own word is old; what a person said is as good as before', () => {
  const lost = () => reported('closed', 'offline')
  expect(last(reported('closed'), lost())).toMatchObject({ standing: 'unknown', who: null })
  expect(last(reported('opened'), said('closed'), lost())?.standing).toBe('closed')
  expect(last(said('closed'), reported('open'), lost())?.standing).toBe('unknown')
})

test('a fault stands until a person says otherwise: a gate does not see what people see', () => {
  expect(last(said('fault'), reported('closed'))?.standing).toBe('fault')
  expect(last(said('fault'), said('closed'), reported('open'))?.standing).toBe('opened')
})

test('shuffled facts give the same word', () => {
  const all = [said('opened'), reported('closed'), reported('open', 'offline'), said('fault'), said('closed')]
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (facts) => {
      expect(latestReport(facts, Infinity)).toEqual(latestReport(all, Infinity))
    })
  )
})

const byHand = (what: string, more: object = {}) => ({
  ...said(what, 'gates.hand-claimed'),
  body: { what, ...more }
})

test('a gate moved by hand stands as whoever moved it says, with his picture, until somebody says something else', () => {
  const photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }
  expect(last(said('opened'), byHand('closed', { who: 'Hai Muội', photo }))).toMatchObject({
    standing: 'closed',
    who: 'Hai Muội',
    byHand: { photo }
  })
  expect(last(byHand('closed'), byHand('opened'))).toMatchObject({ standing: 'opened', who: undefined })
  expect(last(byHand('closed'), said('fault'))?.byHand).toBeUndefined()
})

test('a motor gate that is out of reach is closed by hand, until it reports by itself again', () => {
  const lost = reported('closed', 'offline')
  expect(last(lost, byHand('closed'))).toMatchObject({ standing: 'closed', byHand: {} })
  expect(last(lost, byHand('closed'), reported('open'))).toMatchObject({ standing: 'opened', who: null })
})

test('what is dated in the future, by a clock that ran ahead, does not stand until then', () => {
  const now = Date.UTC(2026, 10, 26, 5)
  const at = (ms: number) => new Date(ms).toISOString()
  const ahead = { ...said('opened'), at: at(now + 730 * 86_400_000) }
  const other = { ...said('closed'), at: at(now - 60_000), device: 'b'.repeat(43) }
  expect(latestReport([ahead, other], now)?.standing).toBe('closed')
  expect(latestReport([ahead], now)).toBeNull()
})
