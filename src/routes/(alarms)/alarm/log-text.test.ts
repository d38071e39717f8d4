import { expect, test } from 'vitest'
import { alarm as en } from '#lib/i18n/alarms/alarm-en.ts'
import { english } from '#lib/i18n/english.ts'
import { alarm as vi } from '#lib/i18n/alarms/alarm-vi.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { alarmId, AlarmPhone, momentsOf } from '../../../../tests/alarm.ts'
import { describedAs, logTextOf, notesOf, type Telling } from './log-text.ts'

const telling: Telling = {
  a: vi,
  t: gateWords,
  gateName: (gate) => ({ 'cong-1b': 'Cổng 1B', 'cong-ben-do': 'Cổng Bến Đò' })[gate] ?? gate,
  nameOf: (account) => ({ truong: 'Lê Quốc Thắng', muoi: 'Hai Muội' })[account] ?? account
}
const [chief, keeper, agent] = ['truong', 'muoi', 'may'].map((name) => new AlarmPhone(name)) as [
  AlarmPhone,
  AlarmPhone,
  AlarmPhone
]
const stream = `alarm/${alarmId(1)}`
const command = alarmId(5)
const facts = [
  chief.says(stream, 0, 'duty.alarm-started', {
    gates: ['cong-1b', 'cong-ben-do'],
    from: 'shortcut',
    group: 'Tuyến'
  }),
  chief.says('gate/cong-1b', 2, 'gates.command-attempted', { command, action: 'CLOSE', outcome: 'accepted' }),
  agent.says('gate/cong-1b', 21, 'gates.event-reported', {
    kind: 'completed',
    source: 'app',
    action: 'CLOSE',
    command,
    actor: 'truong',
    after: { motion: 'closed', position: 0, obstructed: false },
    latencyMs: 19_000
  }),
  chief.says(stream, 30, 'duty.description-given', {
    vehicle: 'motorbike',
    clothes: 'red',
    towards: 'cong-1b'
  }),
  keeper.says(stream, 60, 'duty.gate-answered', {
    gate: 'cong-ben-do',
    answer: 'closed',
    text: 'Đã cài chốt'
  }),
  chief.says(stream, 90, 'duty.neighbour-called', { neighbour: 'Xã Vĩnh Thanh', how: 'call' }),
  keeper.says(stream, 95, 'duty.position-held', { gate: 'cong-ben-do' }),
  chief.says(stream, 900, 'duty.alarm-ended', { text: 'Đã giữ hai người' })
]
const moments = momentsOf(facts)

test('a timeline tells who says what: a person’s claim and a gate’s own report are told apart', () => {
  expect(notesOf(moments, 4_000, telling)).toEqual([
    [
      'Diễn biến báo động',
      '01:40 · Bắt đầu báo động – Tuyến · từ biểu tượng (Lê Quốc Thắng)',
      '01:40 · Cổng 1B · Đóng xong trong 19 giây (Lê Quốc Thắng · cổng tự báo)',
      '01:40 · Tả: Xe máy · Áo đỏ · về Cổng 1B (Lê Quốc Thắng)',
      '01:41 · Cổng Bến Đò: đã đóng tay – Đã cài chốt (theo lời Hai Muội)',
      '01:41 · Gọi Xã Vĩnh Thanh (Lê Quốc Thắng)',
      '01:41 · Giữ Cổng Bến Đò (Hai Muội)',
      '01:55 · Kết thúc báo động – Đã giữ hai người (Lê Quốc Thắng)'
    ].join('\n')
  ])
})

test('what does not fit into one note goes on in the next; no line is lost or too long', () => {
  const whole = notesOf(moments, 4_000, telling)[0]!
  const notes = notesOf(moments, 160, telling)
  expect(notes.join('\n')).toBe(whole)
  expect(notes.length).toBeGreaterThan(2)
  for (const note of notes) expect(note.length).toBeLessThanOrEqual(160)
})

test('free words alone are the description', () => {
  const said = momentsOf([
    facts[0]!,
    chief.says(stream, 1_000, 'duty.description-given', { text: 'Hai người' })
  ]).at(-1)
  expect(logTextOf(said!, telling)).toMatchObject({ title: 'Tả: Hai người', text: '' })
  expect(describedAs({}, telling)).toBe('')
})

test('a start that called police alone says so', () => {
  const [first] = moments
  const quiet = { ...first!, isQuiet: true } as typeof first
  expect(logTextOf(quiet!, telling).text).toBe(`Tuyến · từ biểu tượng · ${vi.told.quiet}`)
})

test('in English too', () => {
  const [first] = moments
  expect(logTextOf(first!, { ...telling, a: en, t: english.gates }).title).toBe('Alarm begins')
})

test('the end of a drill is no end of an alarm', () => {
  const [start, end] = [facts[0]!, facts.at(-1)!]
  const last = (drill: boolean) =>
    momentsOf([{ ...start, body: { ...start.body, ...(drill && { drill }) } }, end]).at(-1)!
  expect(logTextOf(last(true), telling).title).toBe('Kết thúc diễn tập')
  expect(logTextOf(last(false), telling).title).toBe('Kết thúc báo động')
})
