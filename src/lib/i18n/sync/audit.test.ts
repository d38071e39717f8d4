import { expect, test } from 'vitest'
import { audit as auditEn } from './audit-en.ts'
import { auditWords } from './audit.ts'

test('what an audit found is told in one short sentence', () => {
  const vi = auditWords
  expect(vi.complete(1234)).toBe('Đủ 1.234 bản ghi, không thiếu bản nào')
  expect(vi.healed(0, 0, 0)).toBe('')
  expect(vi.healed(3, 2, 0)).toBe('Đã lấy về 3, gửi lại 2')
  expect(vi.healed(0, 2_000, 0)).toBe('Đã gửi lại 2.000')
  expect(vi.healed(0, 0, 1)).toBe('Đã bỏ 1 bản đã xóa trên máy chủ')
  const en = auditEn
  expect(en.complete(1234)).toBe('All 1,234 records there, none missing')
  expect(en.healed(3, 2, 0)).toBe('Fetched 3, sent 2 again')
  expect(en.healed(0, 0, 0)).toBe('')
})
