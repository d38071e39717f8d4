import { expect, test } from 'vitest'
import { restoreSummary } from './restore-summary.ts'
import type { Restored } from './restore-database.ts'

const restored = (name: string, more: Partial<Restored> = {}): Restored => ({
  name,
  fresh: false,
  counts: { add: 2, erase: 1, same: 3, gone: 4, differs: 0 },
  differing: [],
  otherReaders: false,
  beyondSha1: [],
  ...more
})

const wordsOf = (databases: Restored[], embedded = false) =>
  restoreSummary({ databases, removedAgain: [], newRoots: [] }, 'CouchDB http://may:5984', embedded)

test('all went well: one sentence of sums, and what to do now', () => {
  expect(wordsOf([restored('antt-xa-hui'), restored('_users')])).toBe(
    'Đã khôi phục 2 cơ sở dữ liệu vào CouchDB http://may:5984: thêm 4 tài liệu, 6 đã có sẵn, xóa lại 2, giữ nguyên đã xóa 8.\n' +
      'Bây giờ hãy chạy lại máy chủ. Điện thoại sẽ tự đọc lại từ đầu.'
  )
})

test('a root key that was made anew is named, with what it costs', () => {
  const told = restoreSummary({ databases: [], removedAgain: [], newRoots: ['xa-a'] }, 'CouchDB', false)
  expect(told).toMatch(/Không có khóa gốc cũ của xa-a, .*npm run approve/)
})

test('what differs is named, of much the first twenty', () => {
  const ids = Array.from({ length: 23 }, (_, i) => `id-${i}`)
  const words = wordsOf([
    restored('antt-xa-hui', { differing: ids, otherReaders: true }),
    restored('_users', { differing: ['org.couchdb.user:a'] }),
    restored('device-reports', { differing: ['xa may-1'] })
  ])
  expect(words).toContain('antt-xa-hui: 23 tài liệu hiện có khác bản sao lưu')
  expect(words).toMatch(/id-19, và 3 mục nữa\./)
  expect(words).not.toContain('id-20')
  expect(words).toContain('_users: 1 tài khoản hiện có khác')
  // Phones report regularly, so a differing report needs no mention.
  expect(words).not.toContain('device-reports')
  expect(words).toContain('antt-xa-hui: quyền đọc hiện tại khác bản sao lưu')
})

test('accounts that need a new password are named where they do', () => {
  const accounts = [restored('_users', { beyondSha1: ['org.couchdb.user:a'] })]
  expect(wordsOf(accounts, true)).toMatch(
    /1 tài khoản .* cần đặt mật khẩu mới bằng npm run password -- --account tên: a\./
  )
  expect(wordsOf(accounts)).not.toContain('mật khẩu mới')
})

test('a past quarter that had been removed is named, for it did not come back', () => {
  const removedAgain = [{ unit: 'xa', book: 'gates', quarter: '2024q1' } as const]
  expect(restoreSummary({ databases: [], removedAgain, newRoots: [] }, 'x', false)).toContain(
    'Sổ gates 2024q1 của xa đã được bỏ từ trước nên không khôi phục'
  )
})
