import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone, aNight } from '../../../../tests/alarm.ts'
import type { Photo } from '../photos/parts.ts'
import { refuse } from '../rules.ts'
import type { FactType } from '../facts.ts'
import { findsStranger } from './search.ts'
import { keptMs, keptUntil, overdue, strangersIn } from './strangers.ts'

const home = { unit: 'xa-thu', book: 'duty' } as const
const [one, two, three] = [1, 2, 3].map((nth) => `stranger/${alarmId(nth)}`) as [string, string, string]
const photo: Photo = { sha256: 'A'.repeat(43), type: 'image/jpeg', bytes: 9, parts: ['A'.repeat(43)] }
const incident = alarmId(9)

function anEvening() {
  const [keeper, officer] = [new AlarmPhone('tu-khoi'), new AlarmPhone('truc')]
  return [
    keeper.says(one, 0, 'duty.stranger-seen', { gate: 'cong-1b', direction: 'in', photo }),
    keeper.says(two, 60, 'duty.stranger-seen', { gate: 'cong-ben-do', direction: 'out', plate: '69X9-1' }),
    officer.says(one, 90, 'duty.plate-read', { plate: '69X9-000.81' }),
    officer.says(two, 95, 'duty.plate-read', { plate: '69X9-000.18' }),
    keeper.says(one, 120, 'duty.plate-read', { plate: '69X9-000.31' }),
    officer.says(one, 300, 'duty.stranger-linked', { incident }),
    officer.says(one, 301, 'duty.stranger-linked', { incident }),
    officer.says(three, 400, 'duty.plate-read', { plate: 'muộn' }),
    officer.says('alarm/x', 500, 'duty.alarm-ended', {})
  ]
}

describe('the fold', () => {
  test('newest first, each with the plate that was read last and the incidents that it has to do with', () => {
    expect(strangersIn(anEvening(), aNight)).toMatchObject([
      { direction: 'out', gate: 'cong-ben-do', plate: '69X9-000.18', incidents: [], by: 'tu-khoi' },
      { direction: 'in', gate: 'cong-1b', plate: '69X9-000.31', incidents: [incident], photo, at: aNight }
    ])
  })

  test('is the same in whatever order facts arrived', () => {
    const facts = anEvening()
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), (shuffled) => {
        expect(strangersIn(shuffled, aNight)).toEqual(strangersIn(facts, aNight))
        const ids = (found: (typeof facts)[]) => found.map((its) => its.map(({ id }) => id)).sort()
        const later = aNight + keptMs + 600_000
        expect(ids(overdue(shuffled, later))).toEqual(ids(overdue(facts, later)))
      })
    )
  })

  test('thirty days: then it is over, not a moment before; linked it stays', () => {
    const facts = anEvening()
    const [out, linked] = strangersIn(facts, aNight)
    expect(keptUntil(linked!)).toBe(Infinity)
    const end = keptUntil(out!)
    expect(end).toBe(aNight + 60_000 + keptMs)
    expect(strangersIn(facts, end - 1)).toHaveLength(2)
    expect(overdue(facts, end - 1)).toEqual([])
    expect(strangersIn(facts, end)).toMatchObject([{ id: linked!.id }])
    expect(overdue(facts, end).map((its) => its.map(({ type }) => type))).toEqual([
      ['duty.stranger-seen', 'duty.plate-read']
    ])
  })

  test('what came late to a stranger who is gone goes too; nothing else of the book is touched', () => {
    const facts = anEvening()
    const taken = overdue(facts, aNight + 10 * keptMs).flat()
    expect(new Set(taken.map(({ stream }) => stream))).toEqual(new Set([two, three]))
  })

  test('however many late records one author writes, they go', () => {
    const read = new AlarmPhone('truc').says(three, 0, 'duty.plate-read', { plate: '69X9' })
    const id = (nth: number) => read.id.slice(0, 24) + nth.toString(16).padStart(12, '0')
    const facts = Array.from({ length: 200_000 }, (_, i) => ({ ...read, id: id(i), n: i + 1 }))
    expect(overdue(facts, aNight + 10 * keptMs)).toHaveLength(1)
  })

  test('linked to an incident it stays, though its first record has not arrived', () => {
    const phone = new AlarmPhone('truc')
    const late = [
      phone.says(three, 0, 'duty.stranger-linked', { incident }),
      phone.says(three, 10, 'duty.plate-read', { plate: '69X9-000.31' })
    ]
    expect(strangersIn(late, aNight)).toEqual([])
    expect(overdue(late, aNight + 10 * keptMs)).toEqual([])
    expect(overdue(late.slice(1), aNight + 10 * keptMs)).toEqual([late.slice(1)])
  })
})

describe('found', () => {
  // 01:40 in Vietnam.
  const stranger = { at: aNight, plate: '69X9-000.31' }
  const found = (query: string, names: string[] = []) => findsStranger(query, stranger, names)

  test.each(['', '000.31', '00031', '69x9 000', 'x9', '31'])('by a part of its plate: “%s”', (query) =>
    expect(found(query)).toBe(true)
  )
  test.each(['1h', '01h40', '1:40', '1 giờ 30', '1g', '01:55'])('by its hour: “%s”', (query) =>
    expect(found(query)).toBe(true)
  )
  test.each(['2h', '1h10', '13:40', '000.32', '...', '1:99'])('not by “%s”', (query) =>
    expect(found(query)).toBe(false)
  )
  test('minutes are near each other across midnight', () =>
    expect(findsStranger('23h55', { at: Date.UTC(2026, 10, 24, 17, 2), plate: undefined }, [])).toBe(true))
  test('by the name of its gate, without diacritics', () => {
    expect(found('ben do', ['Cổng Bến Đò'])).toBe(true)
    expect(found('chua', ['Cổng Bến Đò'])).toBe(false)
  })
})

describe('who may say so', () => {
  const phone = new AlarmPhone('k')
  const asked = (role: string, type: FactType, body: object, stream = one) =>
    refuse(
      phone.says(stream, 1, type as never, body as never),
      null,
      { name: 'k', roles: [`xa-thu:${role}`] },
      home
    )
  const seen = { gate: 'cong-1b', direction: 'in' }

  test.each(['commander', 'officer', 'keeper', 'hamlet'])(
    '%s sees a stranger and reads his plate',
    (role) => {
      expect(asked(role, 'duty.stranger-seen', { ...seen, photo, plate: '69X9' })).toBeNull()
      expect(asked(role, 'duty.plate-read', { plate: '69X9' })).toBeNull()
    }
  )
  test.each(['agent', 'ubnd', 'auditor'])('%s does not', (role) =>
    expect(asked(role, 'duty.stranger-seen', seen)).toEqual({ code: 'not-allowed' })
  )
  test('only the police, who read incidents, link to one', () => {
    expect(asked('officer', 'duty.stranger-linked', { incident })).toBeNull()
    for (const role of ['keeper', 'hamlet'])
      expect(asked(role, 'duty.stranger-linked', { incident })).toEqual({ code: 'not-allowed' })
  })
  test('only the server removes', () => {
    const body = { strangers: 1, taken: [{ device: 'x'.repeat(43), n: 1 }] }
    expect(asked('commander', 'duty.strangers-removed', body, 'unit/xa-thu')).toEqual({ code: 'not-allowed' })
  })
  test.each([
    ['duty.stranger-seen', { gate: 'cong-1b' }, 'body.direction'],
    ['duty.stranger-seen', { ...seen, direction: 'up' }, 'body.direction'],
    ['duty.stranger-seen', { ...seen, plate: ' ' }, 'body.plate'],
    ['duty.stranger-seen', { ...seen, photo: { ...photo, bytes: 0 } }, 'body.photo.bytes'],
    ['duty.plate-read', { plate: 'x'.repeat(21) }, 'body.plate'],
    ['duty.stranger-linked', { incident: 'one' }, 'body.incident']
  ] as const)('%s of a wrong shape is refused at its place', (type, body, at) =>
    expect(asked('officer', type, body)).toEqual({ code: 'malformed', at })
  )
})
