import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TestMovement } from '../../../../tests/movement.ts'
import { figuresOn, type Published } from './figures.ts'

const told = (list: readonly Published[]) =>
  list.map(({ area, asOf, figures }) => [
    area.name,
    asOf,
    Object.fromEntries(figures.map(({ what, value }) => [what, value]))
  ])
const province = { area: { level: 'province', id: 'bac-lieu', kind: 'tỉnh', name: 'Bạc Liêu' } }

describe('what had been published up to a day', () => {
  test('nothing before its day; each figure as published last', () => {
    const book = new TestMovement()
    const facts = [
      book.published('một', '2025-03-29', { 'smart-gates': 8, 'communes-with-gates': 7 }),
      book.published('hai', '2025-05-30', { 'smart-gates': 9 })
    ]
    expect(told(figuresOn(facts, '2025-03-28'))).toEqual([])
    expect(told(figuresOn(facts, '2025-03-29'))).toEqual([
      ['Phước Long', '2025-03-29', { 'smart-gates': 8, 'communes-with-gates': 7 }]
    ])
    expect(told(figuresOn(facts, '2025-05-30'))).toEqual([
      ['Phước Long', '2025-05-30', { 'smart-gates': 9 }],
      ['Phước Long', '2025-03-29', { 'communes-with-gates': 7 }]
    ])
  })

  test('a later fact of a stream corrects it; of two of one day the one recorded last counts', () => {
    const book = new TestMovement()
    const wrong = book.published('một', '2025-03-29', { models: 5 }, province)
    const right = book.published('một', '2025-03-29', { models: 50 }, province)
    expect(told(figuresOn([right, wrong], '2025-03-29'))).toEqual([
      ['Bạc Liêu', '2025-03-29', { models: 50 }]
    ])
    const again = book.published('hai', '2025-03-29', { models: 51 }, province)
    expect(told(figuresOn([wrong, right, again], '2025-03-29'))).toEqual([
      ['Bạc Liêu', '2025-03-29', { models: 51 }]
    ])
  })

  test('the widest area first; a district and a province of one id are two areas; refused ones do not count', () => {
    const book = new TestMovement()
    const city = { area: { ...province.area, level: 'district', kind: 'thành phố' } }
    const facts = [
      book.published('một', '2025-03-29', { models: 4 }, city),
      book.published('hai', '2025-03-29', { models: 50 }, province),
      book.published('ba', '2025-03-29', { models: 99 }, province, { sync: 'refused' })
    ]
    expect(told(figuresOn(facts, '2025-03-29')).map(([, , figures]) => figures)).toEqual([
      { models: 50 },
      { models: 4 }
    ])
  })
})

test('shuffled facts give the same figures', () => {
  const book = new TestMovement()
  const days = ['2025-03-29', '2025-03-29', '2025-05-30', '2026-01-01']
  const all = days.flatMap((day, i) => [
    book.published(`p${i % 3}`, day, { models: i, groups: i + 10 }),
    book.published(`q${i}`, day, { models: i + 100 }, province)
  ])
  fc.assert(
    fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (list) => {
      for (const day of ['2025-04-01', '2026-11-24'])
        expect(figuresOn(list, day)).toEqual(figuresOn(all, day))
    })
  )
})
