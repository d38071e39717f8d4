import { expect, test } from 'vitest'
import { stampRow, stampedName } from './stamp.ts'

test('a file says in its name who took it out and when, and a table in its last row too', () => {
  const at = Date.parse('2026-11-24T15:05:00.000Z')
  expect(stampedName('so-cong-2026-11-24', 'ph-truong', at)).toBe('so-cong-2026-11-24-ph-truong-2205')
  expect(stampRow('Xuất 22:05, Lê "Ba" Thắng')).toBe('"Xuất 22:05, Lê ""Ba"" Thắng"\r\n')
})
