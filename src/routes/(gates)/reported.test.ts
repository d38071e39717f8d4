import { expect, test } from 'vitest'
import type { CommandStatus } from '#lib/domain/gates/contract/command-status.ts'
import type { GateState, Shown } from '#lib/domain/gates/contract/state.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { heldLeft, hindranceOf, needsHands, outcomeOf, reportedOf } from './reported.ts'

const t = gateWords
const now = Date.UTC(2026, 10, 24, 15)
const closed = {
  kind: 'fresh',
  motion: 'closed',
  assumed: false,
  state: {} as GateState,
  ageMs: 4_200
} as const
const asked = (errand: Partial<CommandStatus> | null) => ({
  action: 'CLOSE' as const,
  errand: errand as CommandStatus | null,
  endsHold: false
})
const say = (errand: Partial<CommandStatus> | null) => outcomeOf(asked(errand), t, () => 'Ba Huệ').text

const heardAt = now - 10 * 60_000
const report = (shown: Shown, more: Partial<Parameters<typeof reportedOf>[0]> = {}) =>
  reportedOf({ shown, now, line: 'open', lastHeard: null, ...more }, t)

test('only a fresh word of the gate itself has a state; it is one of four, whatever its motion', () => {
  const word = (shown: Shown) => report(shown).word
  expect(word(closed)).toBe('Đã đóng')
  expect(word({ ...closed, assumed: true })).toBe('Đã đóng (ước tính)')
  for (const motion of ['open', 'stopped'] as const) expect(word({ ...closed, motion })).toBe('Đang mở')
  for (const motion of ['opening', 'closing'] as const) expect(word({ ...closed, motion })).toBe('Đang chạy')
  expect(word({ kind: 'stale', last: 'closed', ageMs: 50_000 })).toBe('Không rõ')
  expect(word({ kind: 'unknown', since: null })).toBe('Không rõ')
})

test('an agent that fell silent is out of reach since then; without a connection only the last news is told', () => {
  const silent = { kind: 'unknown', since: Date.UTC(2026, 10, 23, 19, 48), silent: true } as const
  const lastHeard = { motion: 'closed', at: silent.since } as const
  const told = (more: object) => report(silent, { lastHeard, ...more })
  expect(told({ now: now - 20 * 3_600_000 })).toEqual({
    word: 'Không rõ',
    age: 'Mất liên lạc từ 02:48',
    tone: 'amber'
  })
  expect(told({ now: now + 86_400_000 }).age).toBe('Mất liên lạc từ 02:48 24/11/2026')
  expect(told({ line: 'lost' })).toEqual({
    word: 'Không rõ',
    age: 'Tin cũ lúc 02:48: Đã đóng',
    tone: 'plain'
  })
})

test('an agent that hears no commands says so, and does not read as just heard', () => {
  const deaf = { kind: 'unknown', since: now, deaf: true } as const
  const lastHeard = { motion: 'closed', at: now } as const
  expect(report(deaf, { lastHeard })).toEqual({
    word: 'Không rõ',
    age: 'Máy tại cổng không nghe được lệnh',
    tone: 'amber'
  })
  expect(report(deaf, { lastHeard, line: 'lost' }).age).toBe('Tin cũ lúc 22:00: Đã đóng')
})

test('every word has its age, and its direction where there is one', () => {
  expect(report(closed).age).toBe('4 giây trước')
  expect(report({ ...closed, ageMs: 400 }).age).toBe('vừa xong')
  expect(report({ ...closed, motion: 'closing' }).age).toBe('đóng lại · 4 giây trước')
  const lastHeard = { motion: 'opening', at: heardAt } as const
  expect(report({ kind: 'stale', last: 'opening', ageMs: 60_000 }, { lastHeard }).age).toBe(
    'Tin cũ lúc 21:50: Đang chạy'
  )
  expect(
    report({ kind: 'unknown', since: heardAt }, { lastHeard: { motion: 'unknown', at: heardAt } }).age
  ).toBe('Mất liên lạc từ 21:50')
  expect(report({ kind: 'unknown', since: null }).age).toBe('chưa có tin')
})

test('a gate that runs says what is left of its measured travel; then how long it took', () => {
  const told = (motion: 'opening' | 'closing' | 'open' | 'closed', run: GateState['run'], ageMs = 0) => {
    const { word, age, tone } = report({
      ...closed,
      motion,
      ageMs,
      state: { travelMs: 18_000, run } as GateState
    })
    return `${word} · ${age} · ${tone}`
  }
  expect(told('closing', { ms: 2_000 }, 4_000)).toBe('Đang chạy · Đang đóng, còn 12 giây · blue')
  expect(told('opening', { ms: 17_990 })).toBe('Đang chạy · Đang mở ra, còn 1 giây · blue')
  expect(told('closing', { ms: 18_400 })).toBe('Đang chạy · Đang đóng, còn 1 giây · blue')
  expect(told('closing', { ms: 21_000 })).toBe('Đang chạy · Đang đóng, lâu hơn thường lệ · amber')
  expect(told('closed', { ms: 17_600, endedMs: 500 })).toBe('Đã đóng · Đóng xong trong 18 giây · green')
  expect(told('open', { ms: 17_600, endedMs: 500 })).toBe('Đang mở · Mở xong trong 18 giây · blue')
  expect(told('closed', { ms: 17_600, endedMs: 70_000 }, 4_000)).toBe('Đã đóng · 4 giây trước · green')
})

test('what became of a command says no more than was heard', () => {
  expect(say(null)).toBe('Mất kết nối. Lệnh KHÔNG được gửi.')
  expect(say({ ordered: 'sent', refusal: null })).toBe('Đã ra lệnh, chưa có phản hồi')
  expect(say({ ordered: 'completed', refusal: null, act: 'CLOSE', reached: false })).toBe('Đã làm xong')
  expect(say({ ordered: 'UNKNOWN', refusal: null })).toContain('Không rõ kết quả')
  expect(say({ ordered: 'moving', refusal: null, act: 'STOP' })).toContain('dừng lại trước')
  expect(say({ ordered: 'refused', refusal: { code: 'LOCKED', by: 'ba' } })).toBe(
    'Cổng đang khóa, người khóa: Ba Huệ.'
  )
})

test('a passage that stands open says that it closes by itself; a stop has stopped, and reached nothing', () => {
  const passing = { ordered: 'moving', refusal: null, act: 'PASS', holds: true } as CommandStatus
  expect(outcomeOf({ action: 'PASS', errand: passing, endsHold: false }, t, String).text).toBe(
    'Cổng mở, chờ một phút rồi tự đóng lại.'
  )
  const stopped = { ordered: 'completed', refusal: null, act: 'STOP', reached: true } as CommandStatus
  expect(outcomeOf({ action: 'STOP', errand: stopped, endsHold: false }, t, String).text).toBe('Đã dừng cổng')
})

test('what ends a passage before the gate closed says that it stays open, as long as it does', () => {
  const text = (action: 'STOP' | 'OPEN' | 'CLOSE', motion: 'open' | 'closed', endsHold = true) => {
    const errand = { ordered: 'completed', refusal: null, act: action, reached: true } as CommandStatus
    const status = { ...errand, reported: { ...closed, motion } }
    return outcomeOf({ action, errand: status, endsHold }, t, String).text
  }
  const stays = 'Cổng vẫn mở, không tự đóng nữa.'
  expect([text('STOP', 'open'), text('OPEN', 'open')]).toEqual([stays, stays])
  expect([text('STOP', 'open', false), text('STOP', 'closed')]).toEqual(['Đã dừng cổng', 'Đã dừng cổng'])
  expect(text('CLOSE', 'open')).toContain('Đã làm xong')
})

test('a command that waits for a second person says so only as long as it does', () => {
  const refusal = { code: 'NEEDS_SECOND' }
  expect(say({ ordered: 'refused', refusal, waits: true })).toContain('đang chờ người thứ hai')
  expect(say({ ordered: 'refused', refusal, waits: false })).toBe(t.live.second.over)
})

test('a gate that was opening, and so only stops, has its reason beside it; one that closes has none', () => {
  const hindrance = (errand: Partial<CommandStatus> | null) => hindranceOf(asked(errand), t, () => '')
  expect(hindrance({ ordered: 'completed', refusal: null, act: 'STOP' })).toContain('dừng lại trước')
  expect(hindrance({ ordered: 'refused', refusal: { code: 'LOCKED', by: 'ba' } })).toBe(
    t.motor.refusals.LOCKED
  )
  expect(hindrance({ ordered: 'moving', refusal: null, act: 'CLOSE' })).toBe('')
  expect(hindranceOf(null, t, () => '')).toBe('')
})

test('somebody is needed at the gate where the phone cannot do it or cannot say', () => {
  expect(needsHands(asked(null))).toBe(true)
  expect(needsHands(asked({ ordered: 'UNKNOWN', refusal: null }))).toBe(true)
  expect(needsHands(asked({ ordered: 'refused', refusal: { code: 'AGENT_OFFLINE' } }))).toBe(true)
  expect(needsHands(asked({ ordered: 'refused', refusal: { code: 'LOCKED' } }))).toBe(false)
  expect(needsHands(asked({ ordered: 'moving', refusal: null }))).toBe(false)
})

test('the time that a passage still holds the gate open counts down to nothing', () => {
  const left = (ms: number) => heldLeft({ holdsUntil: now + ms, now }, t)
  expect([left(44_100), left(0), left(-3_000)]).toEqual(['còn 45 giây', 'còn 0 giây', 'còn 0 giây'])
  expect(heldLeft({ holdsUntil: null, now }, t)).toBe('')
})
