import { expect, test } from 'vitest'
import { live } from '#lib/i18n/gates/live-vi.ts'
import { sightedOf } from './sighted.ts'

const at = Date.UTC(2026, 10, 24, 15, 15, 3)
const said = (...sighting: [Parameters<typeof sightedOf>[0]]) => {
  const { chip, tone, word, age } = sightedOf(...sighting, { live })
  return [chip, tone, word, age]
}

test('a picture is never without its age, and only what is of now is called so', () => {
  expect(said({ kind: 'live', at, ageMs: 840 })).toEqual([
    'Trực tiếp · 0,8 giây',
    'green',
    'Có hình',
    '0,8 giây'
  ])
  expect(said({ kind: 'late', at, ageMs: 3_160 })).toEqual([
    'Hình trễ · 3,2 giây',
    'amber',
    'Có hình',
    '3,2 giây'
  ])
  const old = ['Hình cũ, lúc 22:15:03', 'plain', 'Không có hình', 'cũ: 22:15:03']
  expect(said({ kind: 'old', at, ageMs: 9_000 })).toEqual(old)
})

test('none yet, none to be had, none for this account', () => {
  expect(said({ kind: 'none', why: 'coming' })).toEqual(['Đang lấy hình…', 'plain', 'Không có hình', ''])
  expect(said({ kind: 'none', why: 'refused' })[0]).toContain('Hỏi chỉ huy')
})
