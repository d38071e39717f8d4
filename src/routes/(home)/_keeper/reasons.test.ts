import { expect, test } from 'vitest'
import { gateWords } from '#lib/i18n/gates/gates.ts'
import { draftFor, reasonsFor } from './reasons.ts'

const t = gateWords
const lastNight = { reason: 'Xe hàng đi chợ, 69X9-000.12', at: 0 }
const valuesOf = (...about: [boolean, typeof lastNight | null]) =>
  reasonsFor(...about, t).map(({ value }) => value)

test('last night’s passage comes first; under an alarm lock there are only emergencies', () => {
  expect(valuesOf(false, null)).toEqual(['market', 'boats', 'funeral', 'medical'])
  expect(valuesOf(false, lastNight)[0]).toBe('last-night')
  expect(valuesOf(true, lastNight)).toEqual(['medical', 'fire', 'birth'])
})

test('an ordinary reason lets one vehicle through, an emergency opens for good', () => {
  expect(draftFor('boats', lastNight, true, t)).toEqual({
    how: 'PASS',
    emergency: '',
    reason: t.live.form.usualReasons.boats,
    unseen: true
  })
  expect(draftFor('last-night', lastNight, false, t)).toMatchObject({ how: 'PASS', reason: lastNight.reason })
  expect(draftFor('birth', null, false, t)).toMatchObject({
    how: 'emergency',
    emergency: 'birth',
    reason: ''
  })
  expect(draftFor('', null, false, t)).toMatchObject({ how: 'PASS', reason: '' })
})
