import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone, aNight, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { alarms } from './alarm.ts'
import { closingTimes } from './closing-times.ts'
import { atOfMoment, gatesIn, timeline } from './timeline.ts'
import { heardWords, isClosedInAlarm, isHeard, wordsOnGates } from './words-on-gates.ts'

const chief = new AlarmPhone('truong')
const keeper = new AlarmPhone('hai-muoi')
const second = new AlarmPhone('nam-ruong')
const stream = `alarm/${alarmId(1)}`
const gate = 'cong-ben-do'
const start = chief.says(stream, 0, 'duty.alarm-started', { gates: [gate, 'cong-chua'], from: 'app' })
const answers = (seconds: number, answer: 'closed' | 'cannot', phone = keeper) =>
  phone.says(stream, seconds, 'duty.gate-answered', { gate, answer })
const claims = (seconds: number, what: 'closed' | 'opened', phone = keeper) =>
  phone.says(`gate/${gate}`, seconds, 'gates.hand-claimed', { what })
const notes = (seconds: number, what: 'closed' | 'fault' | 'seen', reason = '') =>
  keeper.says(`gate/${gate}`, seconds, 'gates.note-written', { what, reason, who: '' })

const wordIn = (facts: Envelope[], isDoubtful?: (fact: Envelope) => boolean) => {
  const own = [start, ...facts.filter((fact) => fact.stream === stream)]
  return wordsOnGates(alarms(own)[0]!, facts, everybodyCounts(isDoubtful)).get(gate)?.at(-1)
}

test('whatever a person records of a gate since its alarm began is their answer', () => {
  expect(wordIn([claims(40, 'closed')])).toMatchObject({ word: 'closed', fact: { by: 'hai-muoi' } })
  expect(wordIn([notes(40, 'closed')])).toMatchObject({ word: 'closed' })
  expect(wordIn([notes(40, 'fault', 'Xích kẹt')])).toMatchObject({ word: 'fault', text: 'Xích kẹt' })
  expect(wordIn([answers(40, 'cannot')])).toMatchObject({ word: 'cannot' })
})

test('the latest word counts, by whichever button it was given', () => {
  expect(wordIn([answers(40, 'closed'), claims(60, 'opened')])?.word).toBe('opened')
  expect(wordIn([claims(60, 'opened'), answers(90, 'closed', second)])?.word).toBe('closed')
})

test('of before the alarm, of another gate and of what was only seen nothing is an answer', () => {
  expect(wordIn([claims(-600, 'closed'), notes(30, 'seen')])).toBeUndefined()
  const other = keeper.says('gate/cong-chua', 30, 'gates.hand-claimed', { what: 'closed' })
  expect(wordIn([other])).toBeUndefined()
})

test('an answer that its gate’s log repeats is told in the answer’s own words', () => {
  const cannot = answers(40, 'cannot')
  const repeated = { ...notes(40, 'fault', 'Không đóng được'), at: cannot.at }
  expect(wordIn([cannot, repeated])).toMatchObject({ word: 'cannot', fact: cannot })
})

test('an answer is heard by a receipt of its repetition in the gate’s log, which another phone may have first', () => {
  const closed = answers(40, 'closed')
  const repeated = { ...claims(40, 'closed'), at: closed.at }
  const said = wordIn([repeated, closed])!
  expect(said).toMatchObject({ fact: closed, ids: [closed.id, repeated.id] })
  expect(isHeard(said, new Set([repeated.id]))).toBe(true)
  expect(isHeard(said, new Set([start.id]))).toBe(false)
})

test('a doubtful word does not calm, and one that warns does', () => {
  const doubtful = () => true
  expect(wordIn([claims(40, 'closed')], doubtful)).toBeUndefined()
  expect(wordIn([claims(40, 'opened')], doubtful)?.word).toBe('opened')
})

test('words are heard that a receipt names, and none by a receipt that is not known good', () => {
  const word = answers(40, 'closed')
  const receipt = chief.says(stream, 41, 'duty.words-received', { words: [word.id] })
  const [alarm] = alarms([receipt, start, word])
  expect(heardWords(alarm!, () => false)).toEqual(new Set([word.id]))
  expect(heardWords(alarm!, (fact) => fact === receipt)).toEqual(new Set())
})

test('a motor gate counts by its own report alone, a gate closed by hand by what was said since the alarm', () => {
  const [closed, open] = [
    { is: 'closed', assumed: false },
    { is: 'open', assumed: false }
  ] as const
  const said = { word: 'closed' } as const
  expect(isClosedInAlarm({ kind: 'motor', status: open, said })).toBe(false)
  expect(isClosedInAlarm({ kind: 'motor', status: closed, said: null })).toBe(true)
  expect(isClosedInAlarm({ kind: 'motor', status: { is: 'closed', assumed: true }, said: null })).toBe(false)
  expect(isClosedInAlarm({ kind: 'hand', status: closed, said: null })).toBe(false)
  expect(isClosedInAlarm({ kind: 'hand', status: open, said })).toBe(true)
})

test('a closing recorded at the gate itself stops the clock of the alarm too', () => {
  const [alarm] = alarms([start, answers(90, 'closed')])
  expect(closingTimes(alarm!, [claims(40, 'closed', second)], everybodyCounts())[0]).toEqual({
    gate,
    ms: 40_000,
    by: 'person'
  })
})

test('the order in which words arrive changes nothing', () => {
  const said = fc.array(
    fc.record({
      seconds: fc.integer({ min: -20, max: 300 }),
      how: fc.constantFrom('closed', 'cannot', 'claimed', 'opened', 'fault'),
      by: fc.constantFrom('hai-muoi', 'nam-ruong')
    }),
    { maxLength: 12 }
  )
  fc.assert(
    fc.property(said, fc.infiniteStream(fc.nat()), (all, chances) => {
      const phones = new Map(['hai-muoi', 'nam-ruong'].map((name) => [name, new AlarmPhone(name)]))
      const facts = all.map(({ seconds, how, by }) => {
        const phone = phones.get(by)!
        if (how === 'closed' || how === 'cannot') return answers(seconds, how, phone)
        if (how === 'fault')
          return phone.says(`gate/${gate}`, seconds, 'gates.note-written', {
            what: 'fault',
            reason: 'Kẹt',
            who: ''
          })
        return claims(seconds, how === 'claimed' ? 'closed' : 'opened', phone)
      })
      const shuffled = facts
        .map((fact) => ({ fact, by: chances.next().value! }))
        .sort((a, b) => a.by - b.by)
        .map(({ fact }) => fact)
      expect(wordIn(shuffled)).toEqual(wordIn(facts))
    })
  )
})

describe('whose word counts', () => {
  const isKeeper = (_gate: string, account: string) => account === 'hai-muoi' || account === 'truong'
  const judge = { isDoubtful: () => false, counts: isKeeper }
  const heardOf = (facts: Envelope[]) => {
    const own = [start, ...facts.filter((fact) => fact.stream === stream)]
    return gatesIn(alarms(own)[0]!, facts, judge)[0]!
  }
  const isClosed = (facts: Envelope[]) =>
    isClosedInAlarm({ kind: 'hand', status: { is: 'open', assumed: false }, said: heardOf(facts).said })

  test('another’s word is shown, closes no gate and stops no clock', () => {
    for (const word of [answers(30, 'closed', second), claims(30, 'closed', second)]) {
      const { words, said } = heardOf([word])
      expect(words).toMatchObject([{ word: 'closed', counts: false, fact: word }])
      expect(said).toBeNull()
      expect(isClosed([word])).toBe(false)
      const [alarm] = alarms([start, ...(word.stream === stream ? [word] : [])])
      expect(closingTimes(alarm!, [word], judge)[0]!.ms).toBeNull()
      expect(timeline(alarm!, [word]).map(({ entry }) => entry.fact)).toContain(word)
    }
  })

  test('another’s word stands in the place of none that counts, whatever it says', () => {
    const cannot = answers(20, 'cannot')
    expect(heardOf([cannot, claims(30, 'closed', second)]).said).toMatchObject({ fact: cannot })
    const closed = answers(40, 'closed')
    expect(heardOf([cannot, closed, claims(50, 'opened', second)]).said).toMatchObject({ fact: closed })
  })

  test('each person is looked up once for each gate', () => {
    let asked = 0
    const counts = () => ++asked > 0
    const all = Array.from({ length: 50 }, (_, i) => claims(i, 'closed', i % 2 ? keeper : second))
    wordsOnGates(alarms([start])[0]!, all, { isDoubtful: () => false, counts })
    expect(asked).toBe(2)
  })
})

describe('a word dated ahead', () => {
  const took = (fact: Envelope, seconds: number) => ({ ...fact, took: aNight + seconds * 1000 })
  const ahead = (word: Envelope, at: string) => took({ ...word, at }, 31)

  test.each(['9999-12-31T00:00:00.000Z', new Date(aNight + 3_600_000).toISOString()])(
    '%s outlasts none that is recorded after it',
    (at) => {
      const later = [took(claims(600, 'opened', chief), 601), took(answers(600, 'cannot', chief), 601)]
      for (const word of [answers(30, 'closed'), claims(30, 'closed')])
        for (const one of later) expect(wordIn([ahead(word, at), one])).toMatchObject({ fact: one })
    }
  )

  test('and one dated back, recorded later, counts as the later one', () => {
    const closed = answers(100, 'closed')
    const cannot = { ...answers(200, 'cannot'), at: new Date(aNight + 50_000).toISOString() }
    expect(wordIn([cannot, closed])?.word).toBe('cannot')
  })

  test('is told at the time when it was recorded', () => {
    const word = ahead(claims(30, 'closed'), '9999-12-31T00:00:00.000Z')
    const [alarm] = alarms([start])
    const moment = timeline(alarm!, [word]).find(({ entry }) => entry.fact === word)!
    expect(atOfMoment(moment)).toBe(new Date(aNight + 30_000).toISOString())
    expect(closingTimes(alarm!, [word], everybodyCounts())[0]!.ms).toBe(30_000)
  })
})

test('what every gate needs to be told costs little more for more gates: each record is read once', () => {
  const reads = (count: number) => {
    const gates = Array.from({ length: count }, (_, i) => `cong-${i}`)
    const [alarm] = alarms([chief.says(stream, 0, 'duty.alarm-started', { gates, from: 'app' })])
    let read = 0
    const facts = Array.from({ length: 200 }, (_, i) => {
      const fact = claims(i, 'closed')
      return Object.defineProperty({ ...fact }, 'stream', { get: () => (read++, fact.stream) })
    })
    for (const tell of [gatesIn, closingTimes]) tell(alarm!, facts, everybodyCounts())
    timeline(alarm!, facts)
    return read
  }
  expect(reads(64)).toBe(reads(1))
})
