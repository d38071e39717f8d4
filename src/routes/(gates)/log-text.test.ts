import { expect, test } from 'vitest'
import type { Envelope } from '#lib/domain/fact.ts'
import type { LogEntry } from '#lib/domain/gates/log.ts'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { textOf, titleOf, whoOf } from './log-text.ts'

const t = gateWords
const fact = { by: 'ph-cong1b' } as Envelope
const nameOf = (account: string) => `<${account}>`
const told = (entry: object) => {
  const line = { fact, ...entry } as LogEntry
  return [titleOf(line, t), textOf(line, t, nameOf), whoOf(line, t, nameOf)]
}
const report = (event: object) => told({ kind: 'report', event })
const command = (course: object, more: object = {}) =>
  told({
    kind: 'command',
    course: {
      action: 'CLOSE',
      actor: 'truong',
      source: 'app',
      outcome: 'completed',
      tookMs: 14_300,
      stood: 'closed',
      confirmed: true,
      review: null,
      told: more,
      ...course
    }
  })

test('a note by hand, and a record of a newer version', () => {
  const note = { what: 'closed', reason: 'Đóng theo giờ', who: 'Tư Khởi' }
  expect(told({ kind: 'claim', note })).toEqual(['Đã đóng', 'Đóng theo giờ', 'Tư Khởi'])
  expect(told({ kind: 'newer' })).toEqual([t.log.newer, t.log.newerText, '<ph-cong1b>'])
  const damaged = { kind: 'newer', fact: { ...fact, type: 'phone.damaged' } }
  expect(told(damaged)).toEqual([t.log.damaged, t.log.damagedText, '<ph-cong1b>'])
})

test('a decision, its withdrawal and another machine: what, and who wrote it down', () => {
  const decision = {
    number: '12/QĐ-UBND',
    date: '2026-11-03',
    hours: { from: '22:00', to: '05:00' },
    mayOrder: 'Trực chỉ huy'
  }
  expect(told({ kind: 'decision', decision, by: null })).toEqual([
    'Ghi quyết định của UBND',
    'Số 12/QĐ-UBND ngày 03/11/2026, đóng 22:00 – 05:00',
    'Nhập từ danh sách của đơn vị'
  ])
  expect(told({ kind: 'withdrawal', reason: 'Đường đang sửa', by: 'ph-ubnd' })).toEqual([
    'Bỏ quyết định của UBND',
    'Đường đang sửa',
    '<ph-ubnd>'
  ])
  const machine = { kind: 'machine', by: 'ph-truong' }
  expect(told({ ...machine, agent: 'ph-may-2' })).toEqual([
    'Đổi máy tại cổng',
    'Nay là <ph-may-2>',
    '<ph-truong>'
  ])
  expect(told(machine)[1]).toBe('Không ghi máy nào')
})

test('a gate moved by hand: in the word of whoever moved it', () => {
  expect(told({ kind: 'hand', claim: { what: 'closed', who: 'Hai Muội' } })).toEqual([
    'Đã đóng tay',
    '',
    'Hai Muội'
  ])
  expect(told({ kind: 'hand', claim: { what: 'opened' } })).toEqual(['Đã mở', '', '<ph-cong1b>'])
})

test('what a command came to is told in words, with its seconds', () => {
  expect(command({})).toEqual(['Đóng xong trong 14 giây', '', '<truong>'])
  expect(command({ tookMs: 0 })[0]).toBe('Đóng xong')
  expect(command({ found: 'closing' })[1]).toBe('Cổng đang đóng sẵn theo lệnh trước')
  expect(command({ found: 'open' })[1]).toBe('')
  expect(command({ actor: null, source: 'schedule' })[2]).toBe('Theo giờ')
  expect(command({ action: 'LOCK' }, { lock: 'maintenance', reason: 'Thay xích' })).toEqual([
    'Đã khóa cổng',
    'Bảo trì – Thay xích',
    '<truong>'
  ])
  expect(command({ action: 'POSTPONE' }, { until: '2026-11-24T16:30:00.000Z', reason: 'Đám tang' })[1]).toBe(
    'tới 23:30 – Đám tang'
  )
  expect(command({ outcome: 'refused' }, { code: 'NOT_ALLOWED', why: 'no-picture' }).slice(0, 2)).toEqual([
    'Đóng cổng · Lệnh không được làm',
    t.motor.reasons['no-picture']
  ])
})

test('a gate that stopped against a motion under way is not told to have closed', () => {
  expect(command({ stood: 'stopped' })[0]).toBe('Đóng cổng · Cổng đã dừng')
  expect(command({ stood: null })[0]).toBe('Đóng cổng · Cổng đã dừng')
})

test('what only a phone says stands as not confirmed by the gate', () => {
  const claim = { confirmed: false, source: null, tookMs: null }
  expect(command({ ...claim, outcome: 'refused' }, { code: 'OFFLINE', drill: true })).toEqual([
    'Diễn tập · Đóng cổng · Lệnh không được làm',
    'Mất kết nối. Lệnh KHÔNG được gửi. – Chưa xác nhận từ cổng',
    '<truong>'
  ])
  expect(command({ ...claim, outcome: 'completed' })[0]).toBe('Đóng cổng · Đã làm xong')
})

test('an emergency is named, waits for the commander, and is over with his word; nobody is blamed', () => {
  const fire = { override: 'fire', reason: 'Nhà Hai Muội' }
  const open = { action: 'OPEN', actor: 'giu', stood: 'open' }
  expect(command(open, fire).slice(0, 2)).toEqual([
    'Mở khẩn cấp: Cháy · Mở xong trong 14 giây',
    'Nhà Hai Muội – Chờ chỉ huy xem lại'
  ])
  expect(command({ ...open, review: { by: 'truong' } }, fire)[1]).toBe('Nhà Hai Muội – <truong> đã xem lại')
})

test('what happened without a command: what set it off, and which way the gate went', () => {
  const after = { motion: 'opening', position: null, obstructed: null }
  expect(report({ kind: 'local-manual', source: 'wall', after })).toEqual([
    'Thao tác tại chỗ',
    'Cổng báo: đang mở ra',
    'Nút tại chỗ'
  ])
  expect(report({ kind: 'left-open', source: 'agent' })).toEqual(['Quên đóng', '', 'Máy tại cổng'])
  expect(report({ kind: 'refused', source: 'app', action: 'OPEN', code: 'DUPLICATE' })).toEqual([
    'Mở cổng · Lệnh không được làm',
    t.motor.refusals.DUPLICATE,
    'Từ điện thoại'
  ])
})

test('what a second person agreed to is not told as refused, and says who agreed and what came of it', () => {
  const seconded = {
    action: 'OPEN',
    actor: 'chi-huy',
    outcome: 'completed',
    tookMs: 12_000,
    stood: 'open',
    confirmed: true,
    told: {}
  }
  const waited = { action: 'OPEN', outcome: 'refused', seconded }
  const why = { code: 'NEEDS_SECOND', reason: 'Xe rau' }
  expect(command(waited, why).slice(0, 2)).toEqual([
    'Mở cổng · Đã có người thứ hai đồng ý',
    'Xe rau – <chi-huy> đã đồng ý: Mở xong trong 12 giây'
  ])
  expect(command({ ...waited, seconded: null }, why)[1]).toContain('đang chờ người thứ hai')
})

test('a change of the settings says which one, and who made it', () => {
  const event = { kind: 'config-changed', source: 'lan', actor: 'truong', why: 'controller-chosen' }
  expect(report(event)).toEqual(['Đổi cài đặt cổng', 'Giữ cách nối bộ điều khiển.', '<truong>'])
})
