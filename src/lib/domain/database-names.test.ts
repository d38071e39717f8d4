import { describe, expect, test } from 'vitest'
import {
  databaseName,
  databaseOf,
  databasesToRead,
  photoDatabase,
  photoDatabasesToRead,
  quarterAfter,
  quarterOf
} from './database-names.ts'
import { firstIdAt } from './uuid.ts'

describe('quarters are UTC', () => {
  test.each([
    ['2026-01-01T00:00:00.000Z', '2026q1'],
    ['2026-03-31T23:59:59.999Z', '2026q1'],
    ['2026-04-01T00:00:00.000Z', '2026q2'],
    ['2026-11-24T15:00:00.000Z', '2026q4'],
    ['2026-12-31T23:59:59.999Z', '2026q4']
  ])('%s → %s', (at, quarter) => expect(quarterOf(Date.parse(at))).toBe(quarter))

  test('before and after, across years and from long months', () => {
    expect(quarterAfter(Date.parse('2026-12-31T12:00:00Z'), 1)).toBe('2027q1')
    expect(quarterAfter(Date.parse('2026-02-28T12:00:00Z'), -1)).toBe('2025q4')
    expect(quarterAfter(Date.parse('2026-08-31T12:00:00Z'), 1)).toBe('2026q4')
  })
})

test('a fact belongs to the quarter of its id, however late it is pushed', () => {
  const id = firstIdAt(Date.parse('2026-09-30T23:59:59.999Z'))
  expect(databaseOf({ id, unit: 'xa-phong-hiep', book: 'gates' })).toBe('antt-xa-phong-hiep-gates-2026q3')
  expect(databaseOf({ id, unit: 'xa-phong-hiep', book: 'hui' })).toBe('antt-xa-phong-hiep-hui')
})

test('a phone reads this quarter, the last and the next of a busy book', () => {
  const now = Date.parse('2027-01-02T00:00:00Z')
  expect(databasesToRead('xa-phong-hiep', 'gates', now)).toEqual([
    'antt-xa-phong-hiep-gates-2027q1',
    'antt-xa-phong-hiep-gates-2026q4',
    'antt-xa-phong-hiep-gates-2027q2'
  ])
  expect(databasesToRead('xa-phong-hiep', 'directory', now)).toEqual([
    databaseName('xa-phong-hiep', 'directory', '')
  ])
})

describe('photos', () => {
  const unit = 'xa-phong-hiep'
  const at = Date.parse('2026-09-30T23:59:59.999Z')

  test('of incidents lie together, those at gates by the quarter of their moment', () => {
    expect(photoDatabase({ unit, place: 'evidence', at })).toBe('antt-xa-phong-hiep-evidence')
    expect(photoDatabase({ unit, place: 'pictures', at })).toBe('antt-xa-phong-hiep-pictures-2026q3')
  })

  test('are looked for where they belong, and in a later quarter only when there has been one', () => {
    const reads = (place: 'evidence' | 'pictures', now: string) =>
      photoDatabasesToRead({ unit, place, at }, Date.parse(now)).map((name) => name.replace(/.*hiep-/, ''))
    expect(reads('evidence', '2027-05-01T00:00:00Z')).toEqual(['evidence'])
    expect(reads('pictures', '2026-09-30T23:59:59.999Z')).toEqual(['pictures-2026q3'])
    expect(reads('pictures', '2026-10-01T00:00:00Z')).toEqual(['pictures-2026q3', 'pictures-2026q4'])
    expect(reads('pictures', '2027-05-01T00:00:00Z')).toEqual([
      'pictures-2026q3',
      'pictures-2027q2',
      'pictures-2027q1'
    ])
    // The phone's clock is behind.
    expect(reads('pictures', '2026-01-01T00:00:00Z')).toEqual(['pictures-2026q3'])
  })
})
