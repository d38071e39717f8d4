import { expect, test } from 'vitest'
import { phoneFigures as t } from '#lib/i18n/settings/phone-figures-vi.ts'
import { figureText, phoneLines, speedLines } from './figure-lines.ts'

const now = Date.parse('2026-11-30T03:00:00Z')
const none = {
  lock: null,
  open: null,
  saves: [],
  exchange: null,
  records: null,
  browser: 'Android · Chrome 143',
  memory: null
}

test('the operator gets every figure of the screen, a line each', () => {
  const known = {
    ...none,
    lock: 800,
    open: 1_240,
    saves: [30, 40, 250],
    exchange: { at: now - 60_000, ms: 1_900 },
    records: 20_412,
    memory: 2
  }
  const lines = [
    ...speedLines(known, t, now),
    ...phoneLines(known, t, { space: '38 MB trong 2 GB được cấp', version: '0.2.0' })
  ]
  expect(figureText(lines, t)).toBe(
    `Về máy này
Hiện màn hình khóa: 0,8 giây (Nhanh. Từ lúc bấm biểu tượng tới lúc nhập được mã PIN, lần mở gần nhất)
Mở sổ: 1,2 giây (Bình thường. Từ lúc mã PIN đúng tới lúc màn hình đầu đủ số liệu)
Lưu một bản ghi: 0,04 giây (Nhanh. Từ lúc bấm lưu tới lúc màn hình báo đã lưu. Lần chậm nhất: 0,25 giây, trong 3 lần gần nhất)
Gửi nhận lần cuối: 09:59 (Mất 1,9 giây; mạng yếu thì lâu hơn)
Bản ghi trên máy: 20.412
Chỗ đã dùng: 38 MB trong 2 GB được cấp
Bộ nhớ (RAM): khoảng 2 GB
Trình duyệt: Android · Chrome 143
Phiên bản ứng dụng: 0.2.0`
  )
})

test('what was not measured, and what the browser keeps to itself, is said so', () => {
  const values = [...speedLines(none, t, now), ...phoneLines(none, t, { space: null, version: '0.2.0' })].map(
    ({ value, pace }) => [value, pace]
  )
  expect(values).toEqual([
    ...Array.from({ length: 4 }, () => [t.none, undefined]),
    ...Array.from({ length: 3 }, () => [t.untold, undefined]),
    ['Android · Chrome 143', undefined],
    ['0.2.0', undefined]
  ])
})
