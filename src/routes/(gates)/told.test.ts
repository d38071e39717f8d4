import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import { gateLog } from '#lib/domain/gates/log.ts'
import vectors from '#lib/domain/vectors/canonical.json' with { type: 'json' }
import { gateWords } from '#lib/i18n/gates.ts'
import { textOf, titleOf, whoOf } from './told.ts'

const note = vectors.facts[0]!.fact
const t = gateWords('vi')
let n = 1
const told = (type: string, body: Envelope['body']) => {
  n += 1
  const entry = gateLog([{ ...note, n, type, body } as Envelope])[0]!
  return [titleOf(entry, t), textOf(entry, t), whoOf(entry, t, (account) => `<${account}>`)]
}
const asked = { command: '01936a1c-8f40-7abc-8def-0123456789ab', action: 'OPEN' }

test('a note by hand, and a record of a newer version', () => {
  expect(told(note.type, note.body)).toEqual(['Đã đóng', note.body.reason, 'Tư Khởi'])
  expect(told('gates.moon-seen', {})).toEqual([t.log.newer, t.log.newerText, '<ph-cong1b>'])
})

test('what a phone heard stands as not confirmed by the gate', () => {
  expect(
    told('gates.command-attempted', { ...asked, outcome: 'refused', code: 'OFFLINE', drill: true })
  ).toEqual([
    'Diễn tập · Mở cổng · Lệnh không được làm',
    'Mất kết nối. Lệnh KHÔNG được gửi. – Chưa xác nhận từ cổng',
    '<ph-cong1b>'
  ])
})

test('what the gate reports: by whom it was asked, or what set it off', () => {
  const report = { ...asked, source: 'app', actor: 'truong', override: 'fire', reason: 'Nhà Hai Muội' }
  expect(told('gates.event-reported', { ...report, kind: 'completed' })).toEqual([
    'Mở cổng · Đã làm xong',
    'Cháy – Nhà Hai Muội',
    '<truong>'
  ])
  expect(
    told('gates.event-reported', { kind: 'refused', source: 'app', code: 'NOT_ALLOWED', why: 'no-picture' })
  ).toEqual(['Lệnh không được làm', t.motor.reasons['no-picture'], 'Từ điện thoại'])
  expect(told('gates.event-reported', { kind: 'left-open', source: 'agent' })).toEqual([
    'Quên đóng',
    '',
    'Máy tại cổng'
  ])
})
