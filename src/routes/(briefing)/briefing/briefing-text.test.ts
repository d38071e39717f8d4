import { expect, test } from 'vitest'
import type { StoredBriefing } from '#lib/app/briefing/briefing-store.svelte.ts'
import { briefing as t } from '#lib/i18n/briefing/briefing-vi.ts'
import { incidentWords } from '#lib/i18n/incidents/incidents.ts'
import { outlineOf } from '../../../../tests/components/incidents.ts'
import { briefingLines } from './briefing-text.ts'

const { categories } = incidentWords.incidents
const secret = {
  text: 'Nguyễn Văn Tèo, 69X9-000.15',
  place: 'Nhà ông Tư',
  written: ['Bà Ba Huệ báo']
}
const all = [outlineOf(1, 0), outlineOf(2, 0)].map((one) => ({ ...one, ...secret }))
const briefing: StoredBriefing = {
  from: 0,
  until: 1,
  incidents: all,
  tips: all,
  alarms: [],
  drills: [],
  strangers: 4,
  latest: 0,
  open: 5,
  overdue: [],
  soon: all
}

test('what may leave for a group is figures alone', () => {
  const lines = briefingLines({ t, categories, briefing, gates: null, hui: null })
  const text = lines.join('\n')
  for (const word of ['Tèo', '69X9', 'ông Tư', 'Huệ']) expect(text).not.toContain(word)
  expect(lines).toEqual([
    'Vụ việc mới: 2 (Trộm cắp 1, Gây rối 1); đang giải quyết: 5.',
    'Tin báo mới: 2; quá hạn chuyển: 0; sắp hết hạn: 2.',
    'Báo động: 0; diễn tập: 0; xe lạ: 4 lượt.'
  ])
})

test('gates and hụi are told where the unit has them', () => {
  const gates = { counts: { open: 2, closed: 1, unknown: 1, all: 4 }, concerns: [] }
  const hui = { today: 1, late: 2, silent: 3, disputed: 0 }
  expect(briefingLines({ t, categories, briefing, gates, hui }).slice(3)).toEqual([
    'Cổng: 2 đang mở, 1 đóng, 1 không rõ; cần xem lại: 0.',
    'Hụi: 1 kỳ hôm nay, 2 kỳ quá ngày, 3 dây chưa báo.'
  ])
})
