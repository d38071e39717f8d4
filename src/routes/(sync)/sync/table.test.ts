import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import type { Gate } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { refusals } from '#lib/i18n/sync/refusals-vi.ts'
import { vi } from '#lib/i18n/vi.ts'
import { pageOf, subjectOf } from '#lib/i18n/record-text.ts'
import { tableOf } from './table.ts'

const gates = new Map([['cong-1b', { name: 'Cổng 1B' } as Gate]])
const fact = (more: Partial<StoredFact> = {}) =>
  ({
    id: '01936a1c-8f2f-7abc-8def-0123456789ab',
    book: 'gates',
    type: 'gates.note-written',
    stream: 'gate/cong-1b',
    at: '2026-11-24T15:15:00.000Z',
    n: 7,
    body: { what: 'closed', reason: '=1+1', who: 'Tư Khởi' },
    sync: 'refused',
    reason: 'not-allowed',
    ...more
  }) as StoredFact
const rows = (...facts: StoredFact[]) => {
  const text = tableOf(
    facts.map((fact) => ({ fact, signed: 'genuine' })),
    { gates }
  )
  return parse(text, { bom: true, columns: true }) as Record<string, string>[]
}

test('a line tells what it was, when, where, why the server refused it, and nothing in it is a formula', () => {
  expect(rows(fact())).toEqual([
    {
      Ngày: '24/11/2026',
      Giờ: '22:15',
      Việc: 'Nhật ký cổng: Đã đóng',
      'Ở đâu': 'Cổng 1B',
      'Nội dung': "'=1+1",
      'Tình trạng': 'Bị từ chối',
      'Chưa gửi được vì': 'tài khoản này chưa có quyền. Hỏi chỉ huy.',
      'Ghi lúc': expect.stringMatching(/^\d\d\/\d\d\/2024 \d\d:\d\d$/),
      Sổ: 'Sổ cổng',
      'Số thứ tự': '7',
      Mã: fact().id,
      'Chữ ký': 'khớp'
    }
  ])
})

test('what waits was refused by nobody; what is held back and what rests keep their reason', () => {
  const { reason: _, ...waiting } = fact({ sync: 'pending' })
  const [one, other, held] = rows(
    waiting as StoredFact,
    fact({ sync: 'set-aside', reason: 'id-taken' }),
    fact({ sync: 'pending', reason: 'busy' })
  )
  expect(held!['Chưa gửi được vì']).toBe('máy chủ đang bận. Sẽ tự gửi lại.')
  expect(one).toMatchObject({ 'Tình trạng': 'Chờ gửi', 'Chưa gửi được vì': '' })
  expect(refusals.sentences['id-taken']).toContain(other!['Chưa gửi được vì'])
  expect(other!['Tình trạng']).toBe('Đã để riêng')
})

test('a newer build’s record is called so; a damaged one leads nowhere', () => {
  const { log } = vi
  expect(subjectOf(fact({ type: 'gates.moon-seen' }), { gates })).toBe(`${log.newer}: Đã đóng · Cổng 1B`)
  expect(pageOf(fact())).toBe('/gate/cong-1b')
  expect(pageOf(fact({ stream: 'device/x' }))).toBeNull()
})
