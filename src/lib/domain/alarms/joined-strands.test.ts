import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone, aNight, everybodyCounts } from '../../../../tests/alarm.ts'
import type { Envelope } from '../fact.ts'
import { serverAccount } from '../roles.ts'
import { alarms } from './alarm.ts'
import { wordsOnGates } from './words-on-gates.ts'

const [chief, keeper, other] = ['truong', 'hai-muoi', 'nam-ruong'].map((name) => new AlarmPhone(name)) as [
  AlarmPhone,
  AlarmPhone,
  AlarmPhone
]
const iso = (seconds: number) => new Date(aNight + seconds * 1000).toISOString()
const start = (phone: AlarmPhone, nth: number, seconds: number, gates: string[], more: object = {}) =>
  phone.says(`alarm/${alarmId(nth)}`, seconds, 'duty.alarm-started', { gates, from: 'app', ...more })
const end = (nth: number, seconds: number) =>
  chief.says(`alarm/${alarmId(nth)}`, seconds, 'duty.alarm-ended', {})
/** The server took it so many seconds after the first moment; by default at once. */
const taken = (fact: Envelope, seconds = (Date.parse(fact.at) - aNight) / 1000): Envelope => ({
  ...fact,
  took: aNight + seconds * 1000 + 500
})
const dated = (fact: Envelope, seconds: number): Envelope => ({ ...fact, at: iso(seconds) })
/** The ids of the alarms, by their numbers, whichever way the facts arrive. */
function groupsOf(facts: readonly Envelope[], mayClose?: (account: string, gate: string) => boolean) {
  const groups = (some: readonly Envelope[]) =>
    alarms(some, undefined, mayClose).map(({ ids }) =>
      ids.map((id) => [1, 2, 3].find((nth) => alarmId(nth) === id))
    )
  expect(groups(facts.toReversed())).toEqual(groups(facts))
  return groups(facts)
}

describe('a start that bears an earlier time than the one that runs', () => {
  const first = taken(start(chief, 1, 0, ['cong-a']))
  const backdated = taken(dated(start(keeper, 2, 60, ['cong-a']), -599), 60)

  test('joins it, and gives it neither its id, nor its author, nor its time', () => {
    for (const facts of [
      [first, backdated],
      [backdated, first]
    ])
      expect(alarms(facts)).toMatchObject([
        {
          id: alarmId(1),
          ids: [alarmId(1), alarmId(2)],
          by: 'truong',
          startedAt: first.at,
          knownAt: first.at
        }
      ])
  })

  test('by the clock of its phone, likewise: the server took the other one first', () => {
    const behind = taken(start(keeper, 2, -599, ['cong-a']), 60)
    const closed = taken(other.says('gate/cong-a', -300, 'gates.hand-claimed', { what: 'closed' }))
    const [alarm] = alarms([behind, first])
    expect(alarm).toMatchObject({ id: alarmId(1), by: 'truong', startedAt: first.at })
    expect(wordsOnGates(alarm!, [closed], everybodyCounts()).size).toBe(0)
  })

  test('makes nothing an answer that was said before its own recording', () => {
    const closed = taken(other.says('gate/cong-a', -300, 'gates.hand-claimed', { what: 'closed' }))
    const [alone] = alarms([backdated])
    expect(alone!.startedAt).toBe(iso(-599))
    expect(wordsOnGates(alone!, [closed], everybodyCounts()).size).toBe(0)
  })

  test('is believed for as long as a phone may lie locked, and no longer', () => {
    const hours = 3_600
    expect(alarms([dated(backdated, -30 * hours)])[0]!.startedAt).toBe(iso(60 - 12 * hours))
  })

  test('has what its author ordered seconds before the other was known', () => {
    const late = taken(start(keeper, 2, -9, ['cong-a']), 3)
    expect(alarms([first, late])[0]).toMatchObject({ startedAt: first.at, beganAt: iso(-9) })
  })
})

describe('a start that comes late', () => {
  const first = taken(start(chief, 1, 0, ['cong-a']))

  test('joins what still runs when the server takes it, if it was recorded in time', () => {
    const offline = taken(start(keeper, 2, 30, ['cong-a']), 1_800)
    expect(groupsOf([first, offline])).toEqual([[1, 2]])
    expect(groupsOf([first, taken(start(keeper, 2, 1_000, ['cong-a']), 1_800)])).toEqual([[2], [1]])
  })

  test('sets nothing running again that had ended by then, and is an alarm of its own', () => {
    const over = taken(end(1, 600))
    const late = taken(dated(start(keeper, 2, 5_000, ['cong-a']), 1), 5_000)
    const offline = taken(start(keeper, 3, 30, ['cong-a']), 5_000)
    for (const one of [late, offline]) {
      const [own, ended] = alarms([first, over, one])
      expect(own).toMatchObject({ by: 'hai-muoi', endedAt: null })
      expect(ended).toMatchObject({ ids: [alarmId(1)], endedAt: over.at })
    }
  })

  test('after its author’s text has raised the same alarm is part of that, however late', () => {
    const server = new AlarmPhone(serverAccount)
    const texted = taken(start(server, 1, 0, ['cong-a'], { from: 'sms', account: 'hai-muoi' }))
    const own = taken(start(keeper, 2, -30, ['cong-a']), 5_000)
    const over = taken(end(1, 600))
    expect(alarms([texted, over, own])).toMatchObject([
      { ids: [alarmId(1), alarmId(2)], open: [], endedAt: over.at }
    ])
  })

  test('waits on its phone while the server has taken the end: it is another one there too', () => {
    const waiting = start(keeper, 2, 30, ['cong-a'])
    expect(groupsOf([first, taken(end(1, 600)), waiting])).toHaveLength(2)
    expect(groupsOf([first, waiting])).toEqual([[1, 2]])
  })

  test('for the gates of two alarms makes them no one alarm', () => {
    const second = taken(start(keeper, 2, 300, ['cong-b']))
    const both = taken(dated(start(other, 3, 900, ['cong-a', 'cong-b']), 1), 900)
    expect(groupsOf([first, second, both]).filter((ids) => ids.includes(1) && ids.includes(2))).toEqual([])
  })
})

describe('a start for gates that its author may not have closed', () => {
  const mayClose = (account: string, gate: string) => account === 'truong' || gate === 'cong-b'
  const first = taken(start(chief, 1, 0, ['cong-a']))

  test('joins no alarm over them, and takes none in', () => {
    expect(groupsOf([first, taken(start(keeper, 2, 5, ['cong-a']))], mayClose)).toEqual([[2], [1]])
    expect(groupsOf([taken(start(keeper, 2, -5, ['cong-a'])), first], mayClose)).toEqual([[1], [2]])
  })

  test('bridges nothing, and orders none of them closed in an alarm that it joins', () => {
    const second = taken(start(chief, 2, 400, ['cong-b']))
    const wide = taken(start(keeper, 3, 410, ['cong-a', 'cong-b', 'cong-c']))
    expect(groupsOf([first, second, wide], mayClose)).toEqual([[2, 3], [1]])
    expect(alarms([first, second, wide], undefined, mayClose)[0]!.gates).toEqual(['cong-b'])
  })
})

describe('a time ahead', () => {
  test('of an end swallows no later alarm of the same person', () => {
    const first = taken(start(chief, 1, 0, ['cong-a']))
    const over = { ...end(1, 600), at: '9999-12-31T00:00:00.000Z' }
    const week = 7 * 86_400
    const next = start(chief, 2, week, ['cong-a'])
    for (const all of [
      [first, taken(over, 600), taken(next)],
      [first, over, next]
    ])
      expect(alarms(all)).toMatchObject([{ startedAt: iso(week) }, { endedAt: iso(600) }])
  })

  test('of a start leaves out nothing that people record meanwhile', () => {
    const [alarm] = alarms([taken(dated(start(chief, 1, 0, ['cong-a']), 7_200), 0)])
    const word = taken(keeper.says('gate/cong-a', 60, 'gates.hand-claimed', { what: 'closed' }))
    expect(alarm!.startedAt).toBe(iso(0))
    expect(wordsOnGates(alarm!, [word], everybodyCounts()).get('cong-a')).toMatchObject([{ word: 'closed' }])
  })

  test('of taking note counts no later than it was recorded', () => {
    const noted = { ...keeper.says(`alarm/${alarmId(1)}`, 20, 'duty.alarm-received', {}), at: iso(9_000) }
    expect(alarms([start(chief, 1, 0, ['cong-a']), noted])[0]!.received.get('hai-muoi')).toBe(iso(20))
  })
})

describe('without a server', () => {
  const carried = (fact: Envelope) => ({ ...fact, sync: 'carried' as const, tries: 0 })

  test('a drill that another phone opens in the stream of an alarm makes it none', () => {
    const real = start(chief, 1, 0, ['cong-a'])
    const drill = start(keeper, 1, 60, ['cong-a'], { drill: true })
    for (const at of [-60, 60])
      for (const facts of [
        [carried(real), carried(dated(drill, at))],
        [{ ...real, sync: 'pending' as const, tries: 0 }, carried(dated(drill, at))]
      ])
        expect(alarms(facts)).toMatchObject([{ drill: false, by: 'truong' }])
  })

  test('once the server has one of them, the one that it took first opens the stream', () => {
    const drill = taken(start(chief, 1, 0, ['cong-a'], { drill: true }))
    expect(alarms([drill, carried(start(keeper, 1, 60, ['cong-a']))])).toMatchObject([{ drill: true }])
  })
})

test.each(['..', '__proto__', 'a'])('a stream called alarm/%s is no alarm', (id) => {
  expect(
    alarms([chief.says(`alarm/${id}`, 0, 'duty.alarm-started', { gates: ['cong-a'], from: 'app' })])
  ).toEqual([])
})
