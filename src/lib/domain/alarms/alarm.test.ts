import { describe, expect, test } from 'vitest'
import { alarmId, AlarmPhone } from '../../../../tests/alarm.ts'
import { alarmCalled, alarms } from './alarm.ts'
import { serverAccount } from '../roles.ts'
import { loudStarts } from './start-counts.ts'

const [chief, duty, keeper] = ['truong', 'truc', 'hai-muoi'].map((name) => new AlarmPhone(name)) as [
  AlarmPhone,
  AlarmPhone,
  AlarmPhone
]
const [one, two, three] = [1, 2, 3].map((nth) => `alarm/${alarmId(nth)}`) as [string, string, string]
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

  test('that came by text is its sender’s, and one with what their phone records later; only the server says so', () => {
    const server = new AlarmPhone(serverAccount)
    const texted = start(one, 0, { from: 'sms', account: 'hai-muoi' }, server)
    expect(alarms([texted])).toMatchObject([{ by: 'hai-muoi', gates }])
    const own = start(two, -30, {}, keeper)
    for (const facts of [
      [texted, own],
      [own, texted]
    ])
      expect(alarms(facts)).toMatchObject([{ by: 'hai-muoi', ids: [alarmId(2), alarmId(1)] }])
    // It is over with the alarm; what its author starts after the end is another alarm, however soon.
    const over = end(one, 20)
    expect(alarms([texted, own, over])).toMatchObject([{ open: [], endedAt: over.at }])
    const again = start(three, 30, {}, keeper)
    expect(alarms([texted, own, over, again])).toMatchObject([{ open: [alarmId(3)] }, { open: [] }])
    const claimed = start(one, 0, { account: 'hai-muoi' }, duty)
    expect(alarms([claimed])).toMatchObject([{ by: 'truc' }])
  })

  test('has from each person when they first took note; only the server says so of another', () => {
    const server = new AlarmPhone(serverAccount)
    const took = (by: AlarmPhone, seconds: number, body: object) =>
      by.says(one, seconds, 'duty.alarm-received', body)
    const told = took(server, 20, { account: 'hai-muoi' })
    const own = [took(keeper, 60, {}), took(duty, 30, { account: 'truong' })]
    const facts = [start(one, 0), told, ...own]
    for (const order of [facts, [...facts].reverse()]) {
      const [alarm] = alarms(order)
      expect([...alarm!.received]).toEqual([
        ['hai-muoi', told.at],
        ['truc', own[1]!.at]
      ])
    }
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

describe('one person who starts again', () => {
  const late = 3 * 3_600

  test('starts no other alarm while theirs runs, however long it has', () => {
    const [first, again] = [start(one, 0, {}, keeper), start(two, late, { gates: ['cong-1b'] }, keeper)]
    for (const facts of [
      [first, again],
      [again, first]
    ])
      expect(alarms(facts)).toMatchObject([
        { ids: [alarmId(1), alarmId(2)], startedAt: first.at, raisedAt: again.at, endedAt: null }
      ])
    expect(alarms([first, again, end(one, late + 60)])).toMatchObject([{ open: [alarmId(2)] }])
  })

  test.each([
    ['for another gate', { gates: ['cong-chua'] }],
    ['in a drill', { drill: true }]
  ])('%s starts another one', (_, more) => {
    expect(alarms([start(one, 0, {}, keeper), start(two, late, more, keeper)])).toHaveLength(2)
  })

  test('once theirs has ended, or where the first was somebody else’s, starts another one', () => {
    const again = start(two, late, {}, keeper)
    expect(alarms([start(one, 0, {}, keeper), end(one, late - 1), again])).toHaveLength(2)
    expect(alarms([start(one, 0, {}, duty), again])).toHaveLength(2)
  })

  /** So many alarms within seconds, each for a gate that only its author knows. */
  const many = (count: number, more: object = {}, by = keeper) =>
    Array.from({ length: count }, (_, i) =>
      start(`alarm/${alarmId(10 + i)}`, i, { gates: [`cong-bia-${i}`], ...more }, by)
    )

  test('of many within the hour so many are alarms; those after them are part of the last, and quiet', () => {
    const facts = many(loudStarts + 2)
    const all = alarms(facts)
    expect(all).toHaveLength(loudStarts)
    expect(all[0]).toMatchObject({ ids: facts.slice(-3).map(({ stream }) => stream.slice('alarm/'.length)) })
    expect([...all[0]!.quiet]).toEqual(facts.slice(-2).map(({ id }) => id))
    expect(all[0]!.gates).toHaveLength(3)
    expect(all.slice(1).every(({ quiet }) => quiet.size === 0)).toBe(true)
  })

  test('a drill uses up nothing of a real alarm, and nobody of anybody else’s; the next hour begins anew', () => {
    const facts = many(loudStarts)
    const further = [
      start(one, 60, { drill: true }, keeper),
      start(two, 60, { gates: ['cong-2'] }, duty),
      start(`alarm/${alarmId(3)}`, 3_600, { gates: ['cong-3'] }, keeper)
    ]
    const all = alarms([...facts, ...further])
    expect(all).toHaveLength(loudStarts + 3)
    expect(all.every(({ quiet }) => quiet.size === 0)).toBe(true)
  })

  test('is counted by when the server took the starts, whatever times they bear', () => {
    const took = Date.parse(start(one, 0).at)
    const dated = many(loudStarts + 5).map((fact, i) => ({
      ...fact,
      at: new Date(took - i * 86_400_000).toISOString(),
      took: took + i
    }))
    expect(alarms(dated)).toHaveLength(loudStarts)
  })

  test('never ends unheard: where none of theirs runs any more, one beyond the limit is an alarm all the same', () => {
    const facts = many(loudStarts).flatMap((begun, i) => [begun, end(begun.stream, i)])
    const [last] = alarms([...facts, start(one, 60, {}, keeper)])
    expect(last).toMatchObject({ id: alarmId(1), endedAt: null, gates })
    expect(last!.quiet.size).toBe(1)
  })
})

test('the newest alarm comes first', () => {
  const all = alarms([start(one, 0), end(one, 10), start(two, 5_000, {}, duty)])
  expect(all.map(({ id }) => id)).toEqual([alarmId(2), alarmId(1)])
})
