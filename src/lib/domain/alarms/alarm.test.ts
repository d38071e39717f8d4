import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import { alarmCalled, alarms } from './alarm.ts'

const [chief, duty, keeper] = ['truong', 'truc', 'hai-muoi'].map((name) => new AlarmPhone(name)) as [
  AlarmPhone,
  AlarmPhone,
  AlarmPhone
]
const [one, two] = [`alarm/${alarmId(1)}`, `alarm/${alarmId(2)}`]
const gates = ['cong-1b', 'cong-ben-do']
const start = (stream: string, seconds: number, more: object = {}, by = chief) =>
  by.says(stream, seconds, 'duty.alarm-started', { gates, from: 'app', ...more })
const end = (stream: string, seconds: number, by = chief) => by.says(stream, seconds, 'duty.alarm-ended', {})

describe('an alarm', () => {
  test('runs from its start to its end, and says what its gates are called', () => {
    const begun = start(one, 0, { group: 'Tuyến Quản Lộ' })
    const [running] = alarms([begun])
    expect(running).toMatchObject({ id: alarmId(1), by: 'truong', drill: false, endedAt: null, gates })
    expect(running).toMatchObject({ group: 'Tuyến Quản Lộ', open: [alarmId(1)] })
    const over = end(one, 900)
    expect(alarms([over, begun])[0]).toMatchObject({ endedAt: over.at, open: [] })
  })

  test('orders closed what its start does not leave out, and a gate that any of its starts orders', () => {
    const left = start(one, 0, { leftOut: ['cong-ben-do'] })
    expect(alarms([left])[0]).toMatchObject({ gates: ['cong-1b'], leftOut: ['cong-ben-do'] })
    const other = start(two, 5, { gates: ['cong-ben-do'] }, duty)
    for (const facts of [
      [left, other],
      [other, left]
    ])
      expect(alarms(facts)).toMatchObject([{ gates: ['cong-1b', 'cong-ben-do'], leftOut: [] }])
    const none = start(one, 0, { leftOut: gates })
    expect(alarms([none])[0]).toMatchObject({ gates: [], leftOut: gates, endedAt: null })
  })

  test('is not told before its start is here, and nothing of other streams is', () => {
    expect(alarms([end(one, 9)])).toEqual([])
    expect(alarms([chief.says('gate/cong-1b', 1, 'duty.alarm-started', { gates, from: 'app' })])).toEqual([])
  })

  test('of two starts in one stream the first counts, whichever arrives first', () => {
    const [first, again] = [start(one, 0), start(one, 5, { gates: ['cong-chua'] }, duty)]
    for (const facts of [
      [first, again],
      [again, first]
    ])
      expect(alarms(facts)).toMatchObject([{ by: 'truong', gates }])
  })

  test('holds of each person the last position', () => {
    const holds = (seconds: number, gate: string) => keeper.says(one, seconds, 'duty.position-held', { gate })
    const facts = [start(one, 0), holds(70, 'cong-ben-do')]
    const moved = holds(80, 'cong-1b')
    const [alarm] = alarms([...facts, moved].reverse())
    expect([...alarm!.positions]).toEqual([['hai-muoi', 'cong-1b']])
    const left = keeper.says(one, 90, 'duty.position-left', { gate: 'cong-1b' })
    expect([...alarms([...facts, moved, left])[0]!.positions]).toEqual([])
  })

  test('leaving a gate that somebody no longer holds leaves the other one held', () => {
    const held = keeper.says(one, 1, 'duty.position-held', { gate: 'cong-1b' })
    const left = keeper.says(one, 2, 'duty.position-left', { gate: 'cong-ben-do' })
    expect([...alarms([start(one, 0), held, left])[0]!.positions]).toEqual([['hai-muoi', 'cong-1b']])
  })

  test('knows of who is looked for what was said last of each part; free words stay in the story', () => {
    const saw = (seconds: number, body: object) => duty.says(one, seconds, 'duty.description-given', body)
    const facts = [
      start(one, 0),
      saw(10, { vehicle: 'motorbike', clothes: 'black', text: 'Hai người' }),
      saw(30, { clothes: 'red', towards: 'cong-1b' })
    ]
    const [alarm] = alarms(facts)
    expect(alarm!.description).toEqual({ vehicle: 'motorbike', clothes: 'red', towards: 'cong-1b' })
    expect(alarm!.story.map(({ kind }) => kind)).toEqual(['start', 'description', 'description'])
  })

  test('keeps what this build does not know', () => {
    const begun = start(one, 0)
    const newer = { ...start(one, 5), type: 'duty.siren-heard' }
    expect(alarms([begun, newer])[0]!.story.map(({ kind }) => kind)).toEqual(['start', 'newer'])
  })

  test('one fact that arrives twice is one', () => {
    const begun = start(one, 0)
    expect(alarms([begun, begun])[0]!.story).toHaveLength(1)
  })
})

describe('two phones that start at once', () => {
  const first = start(one, 0)
  const second = start(two, 40, { gates: ['cong-1b', 'cong-chua'] }, duty)

  test('who start for gates of two alarms belong to the earlier one, however they name the gates', () => {
    const earlier = start(one, 0, { gates: ['cong-1b'] })
    const later = start(two, 5, { gates: ['cong-chua'] }, duty)
    const both = start(`alarm/${alarmId(3)}`, 9, { gates: ['cong-chua', 'cong-1b'] }, keeper)
    expect(alarms([earlier, later, both]).map(({ ids }) => ids)).toEqual([
      [alarmId(2)],
      [alarmId(1), alarmId(3)]
    ])
  })

  test('have started one alarm over all their gates, found by either id', () => {
    const all = alarms([second, first])
    expect(all).toMatchObject([{ id: alarmId(1), ids: [alarmId(1), alarmId(2)], drill: false }])
    expect(all[0]!.gates).toEqual(['cong-1b', 'cong-ben-do', 'cong-chua'])
    expect(alarmCalled(all, alarmId(2))).toBe(all[0])
    expect(alarmCalled(all, alarmId(3))).toBeNull()
  })

  test('whoever ends what he knows of ends nobody else’s', () => {
    expect(alarms([first, second, end(one, 600)])).toMatchObject([{ endedAt: null, open: [alarmId(2)] }])
    const last = end(two, 700, duty)
    expect(alarms([first, second, end(one, 600), last])).toMatchObject([{ endedAt: last.at, open: [] }])
  })

  test.each([
    ['a drill and an alarm', { drill: true }],
    ['no gate in common', { gates: ['cong-chua'] }]
  ])('%s are two', (_, more) => {
    expect(alarms([first, start(two, 40, more, duty)])).toHaveLength(2)
  })

  test('long after the first, or after its end, it is another one', () => {
    const late = 10 * 60
    expect(alarms([first, start(two, late, {}, duty)])).toHaveLength(1)
    expect(alarms([first, start(two, late + 1, {}, duty)])).toHaveLength(2)
    expect(alarms([first, end(one, 39), second])).toHaveLength(2)
  })

  test('names that differ are no name of the whole', () => {
    const [named, whole] = [start(one, 0, { group: 'Tuyến' }), start(two, 1, {}, duty)]
    expect(alarms([named, whole])[0]!.group).toBeUndefined()
    expect(alarms([named, start(two, 1, { group: 'Tuyến' }, duty)])[0]!.group).toBe('Tuyến')
  })
})

test('the newest alarm comes first', () => {
  const all = alarms([start(one, 0), end(one, 10), start(two, 5_000, {}, duty)])
  expect(all.map(({ id }) => id)).toEqual([alarmId(2), alarmId(1)])
})
