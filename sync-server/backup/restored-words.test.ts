import { expect, test } from 'vitest'
import { restoredWords } from './restored-words.ts'
import type { Restored } from './restoring.ts'

const restored = (name: string, more: Partial<Restored> = {}): Restored => ({
  name,
  fresh: false,
  counts: { add: 2, erase: 1, same: 3, gone: 4, differs: 0 },
  differing: [],
  otherReaders: false,
  beyondSha1: [],
  ...more
})

test('all went well: one sentence of sums, and what to do now', () => {
  expect(restoredWords([restored('antt-xa-hui'), restored('_users')], false)).toBe(
    'Đã khôi phục 2 cơ sở dữ liệu: thêm 4 tài liệu, 6 đã có sẵn, xóa lại 2, giữ nguyên đã xóa 8.\n' +
      'Bây giờ hãy chạy lại máy chủ. Điện thoại sẽ tự đọc lại từ đầu.'
  )
})

test('what differs is named, of much the first twenty', () => {
  const ids = Array.from({ length: 23 }, (_, i) => `id-${i}`)
  const words = restoredWords(
    [
      restored('antt-xa-hui', { differing: ids, otherReaders: true }),
      restored('_users', { differing: ['org.couchdb.user:a'] })
    ],
    false
  )
  expect(words).toContain('antt-xa-hui: 23 tài liệu hiện có khác bản sao lưu')
  expect(words).toMatch(/id-19, và 3 mục nữa\./)
  expect(words).not.toContain('id-20')
  expect(words).toContain('_users: 1 tài khoản hiện có khác')
  expect(words).toContain('antt-xa-hui: quyền đọc hiện tại khác bản sao lưu')
})

test('accounts that need a new password are named where they do', () => {
  const accounts = [restored('_users', { beyondSha1: ['org.couchdb.user:a'] })]
  expect(restoredWords(accounts, true)).toMatch(
    /1 tài khoản .* cần đặt mật khẩu mới bằng npm run password -- --account tên: a\./
  )
  expect(restoredWords(accounts, false)).not.toContain('mật khẩu mới')
})
