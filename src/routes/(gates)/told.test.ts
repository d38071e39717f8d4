import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { LogEntry } from '#lib/domain/gates/log.ts'
import { gateWords } from '#lib/i18n/gates.ts'
import { textOf, titleOf, whoOf } from './told.ts'

const t = gateWords('vi')
const fact = { by: 'ph-cong1b' } as Envelope
const told = (entry: object) => {
  const line = { fact, ...entry } as LogEntry
  return [titleOf(line, t), textOf(line, t), whoOf(line, t, (account) => `<${account}>`)]
}
const attempt = (attempt: object, confirmed = false) => told({ kind: 'attempt', attempt, confirmed })
const report = (event: object) => told({ kind: 'report', event })
const asked = { command: '01936a1c-8f40-7abc-8def-0123456789ab', action: 'OPEN' }

test('a note by hand, and a record of a newer version', () => {
  const note = { what: 'closed', reason: 'Đóng theo giờ', who: 'Tư Khởi' }
  expect(told({ kind: 'claim', note })).toEqual(['Đã đóng', 'Đóng theo giờ', 'Tư Khởi'])
  expect(told({ kind: 'newer' })).toEqual([t.log.newer, t.log.newerText, '<ph-cong1b>'])
})

test('what a phone heard stands as not confirmed by the gate, until it is', () => {
  const offline = { ...asked, outcome: 'refused', code: 'OFFLINE', drill: true }
  expect(attempt(offline)).toEqual([
    'Diễn tập · Mở cổng · Lệnh không được làm',
    'Mất kết nối. Lệnh KHÔNG được gửi. – Chưa xác nhận từ cổng',
    '<ph-cong1b>'
  ])
  expect(attempt({ ...asked, outcome: 'completed' }, true)[1]).toBe('')
})

test('what the gate reports: by whom it was asked, or what set it off', () => {
  const done = { ...asked, source: 'app', actor: 'truong', override: 'fire', reason: 'Nhà Hai Muội' }
  expect(report({ ...done, kind: 'completed' })).toEqual([
    'Mở cổng · Đã làm xong',
    'Cháy – Nhà Hai Muội',
    '<truong>'
  ])
  expect(report({ kind: 'refused', source: 'app', code: 'NOT_ALLOWED', why: 'no-picture' })).toEqual([
    'Lệnh không được làm',
    t.motor.reasons['no-picture'],
    'Từ điện thoại'
  ])
  expect(report({ kind: 'left-open', source: 'agent' })).toEqual(['Quên đóng', '', 'Máy tại cổng'])
})
