import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import type { FactType } from '../facts.ts'
import { refuse } from '../rules.ts'
import { alarmLimits, maxAlarmGates } from './facts.ts'

const phone = new AlarmPhone('hai-muoi')
const home = { unit: 'xa-thu', book: 'duty' } as const
const asked = (role: string, type: FactType, body: object, stream = `alarm/${alarmId(1)}`) =>
  refuse(
    phone.says(stream, 1, type as never, body as never),
    null,
    { name: 'hai-muoi', roles: [`xa-thu:${role}`] },
    home
  )
const start = { gates: ['cong-1b'], from: 'app' }
const photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }

describe('who', () => {
  test.each(['commander', 'officer', 'keeper', 'hamlet'])('%s may start and answer', (role) => {
    expect(asked(role, 'duty.alarm-started', start)).toBeNull()
    expect(asked(role, 'duty.gate-answered', { gate: 'cong-1b', answer: 'closed', photo })).toBeNull()
    expect(asked(role, 'duty.position-held', { gate: 'cong-1b' })).toBeNull()
  })
  test.each(['ubnd', 'auditor', 'agent'])('%s may not', (role) =>
    expect(asked(role, 'duty.alarm-started', start)).toEqual({ code: 'not-allowed' })
  )
  test('only the police ends one', () => {
    for (const role of ['commander', 'officer']) expect(asked(role, 'duty.alarm-ended', {})).toBeNull()
    for (const role of ['keeper', 'hamlet'])
      expect(asked(role, 'duty.alarm-ended', {})).toEqual({ code: 'not-allowed' })
  })
  test('only a commander’s phone says that words have arrived', () => {
    const body = { words: [alarmId(2)] }
    expect(asked('commander', 'duty.words-received', body)).toBeNull()
    for (const role of ['officer', 'keeper', 'hamlet', 'agent'])
      expect(asked(role, 'duty.words-received', body)).toEqual({ code: 'not-allowed' })
  })
  test('in no other stream', () =>
    expect(asked('officer', 'duty.alarm-started', start, `gate/${alarmId(1)}`)).toEqual({
      code: 'wrong-place'
    }))
  test.each(['..', '.', '__proto__', 'constructor', alarmId(1).toUpperCase(), `${alarmId(1)}a`])(
    'in no stream %s: an alarm’s id is one that a phone makes',
    (id) =>
      expect(asked('officer', 'duty.alarm-ended', {}, `alarm/${id}`)).toEqual({
        code: 'malformed',
        at: 'stream'
      })
  )
})

test.each([
  ['duty.alarm-started', { ...start, gates: [] }, 'body.gates'],
  ['duty.alarm-started', { ...start, gates: Array(maxAlarmGates + 1).fill('cong-1b') }, 'body.gates'],
  ['duty.alarm-started', { ...start, drill: false }, 'body.drill'],
  ['duty.alarm-started', { ...start, leftOut: [] }, 'body.leftOut'],
  ['duty.alarm-started', { ...start, from: 'radio' }, 'body.from'],
  ['duty.gate-answered', { gate: 'cong-1b', answer: 'open' }, 'body.answer'],
  ['duty.gate-answered', { gate: 'cong-1b', answer: 'closed', text: ' ' }, 'body.text'],
  ['duty.description-given', {}, 'body'],
  ['duty.description-given', { text: 'x'.repeat(alarmLimits.text + 1) }, 'body.text'],
  ['duty.description-given', { vehicle: 'tank' }, 'body.vehicle'],
  ['duty.neighbour-called', { neighbour: 'Xã bạn', how: 'command' }, 'body.how']
] as const)('%s of a wrong shape is refused at its place', (type, body, at) => {
  expect(asked('officer', type, body)).toEqual({ code: 'malformed', at })
})
