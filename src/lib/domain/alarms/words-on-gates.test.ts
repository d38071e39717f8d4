import fc from 'fast-check'
import { expect, test } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { alarms } from './alarm.ts'
import { closingTimes } from './closing-times.ts'
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
  return wordsOnGates(alarms(own)[0]!, facts, isDoubtful).get(gate)?.at(-1)
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
  expect(closingTimes(alarm!, [claims(40, 'closed', second)])[0]).toEqual({ gate, ms: 40_000, by: 'person' })
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
