import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idOf, TestMovement } from '../../../../tests/movement.ts'
import { precisions } from './facts.ts'
import { listedModels, modelsOn, totalsOf, type MovementFact } from './models.ts'
import { sumOf } from './sums.ts'

const names = (facts: readonly MovementFact[], day: string) => modelsOn(facts, day).map(({ name }) => name)
const members = (facts: readonly MovementFact[], day: string) => totalsOf(modelsOn(facts, day)).members.value

describe('models as of a day', () => {
  test('from its first day to its last; a month alone stands for its first day', () => {
    const book = new TestMovement()
    const facts = [
      book.listed('A', { since: '2022-11' }),
      book.listed('B', { since: '2022-12-05', until: '2025-06-30' })
    ]
    expect(names(facts, '2022-10-31')).toEqual([])
    expect(names(facts, '2022-11-01')).toEqual(['Mô hình A'])
    expect(names(facts, '2022-12-05')).toEqual(['Mô hình A', 'Mô hình B'])
    expect(names(facts, '2025-06-30')).toHaveLength(2)
    expect(names(facts, '2025-07-01')).toEqual(['Mô hình A'])
    expect(listedModels(facts, '2025-07-01')).toHaveLength(2)
  })

  test('a past day answers as then, whatever was counted since and whenever it was recorded', () => {
    const book = new TestMovement()
    const facts = [
      book.listed('A'),
      book.counted('A', 'một', '2025-12-15', [1, 7]),
      book.counted('A', 'một', '2025-03-29', [1, 5]),
      book.counted('A', 'hai', '2026-01-01', [12, 150])
    ]
    expect(members(facts, '2025-03-28')).toBe(0)
    expect(members(facts, '2025-03-29')).toBe(5)
    expect(members(facts, '2025-12-14')).toBe(5)
    expect(members(facts, '2025-12-15')).toBe(7)
    expect(totalsOf(modelsOn(facts, '2026-01-01'))).toMatchObject({ groups: 13, members: { value: 157 } })
  })

  test('of two counts of one day the one recorded last; 0 groups is dissolved', () => {
    const book = new TestMovement()
    const facts = [
      book.listed('A'),
      book.counted('A', 'một', '2025-03-29', [1, 5]),
      book.counted('A', 'một', '2025-03-29', [1, 6])
    ]
    expect(members(facts, '2025-03-29')).toBe(6)
    const gone = [...facts, book.counted('A', 'một', '2025-04-01', [0, 0])]
    expect(modelsOn(gone, '2025-04-01')[0]!.groups).toEqual([])
    expect(members(gone, '2025-03-31')).toBe(6)
  })

  test('boards are counted apart from groups, their members with them', () => {
    const book = new TestMovement()
    const facts = [
      book.listed('Cổng'),
      book.counted('Cổng', 'chỉ đạo', '2025-03-29', [1, 9], { kind: 'board' }),
      book.counted('Cổng', 'vận hành', '2025-03-29', [1, 5])
    ]
    expect(totalsOf(modelsOn(facts, '2025-03-29'))).toEqual({
      models: 1,
      groups: 1,
      boards: 1,
      members: { value: 14, precision: 'exact' }
    })
  })

  test('the latest listing counts; what the server refused does not; an unlisted model waits', () => {
    const book = new TestMovement()
    const listed = book.listed('A')
    const renamed = book.listed('A', { name: 'Cổng ANTT thông minh' })
    const refused = book.listed('A', { name: 'Bị từ chối' }, { sync: 'refused' })
    expect(names([listed, renamed, refused], '2026-11-24')).toEqual(['Cổng ANTT thông minh'])
    expect(modelsOn([book.counted('B', 'một', '2025-03-29', [1, 5])], '2026-11-24')).toEqual([])
  })

  test('a type of a newer version changes nothing', () => {
    const book = new TestMovement()
    const listed = book.listed('A')
    const newer = { ...book.listed('A', { name: 'Khác' }), type: 'movement.model-praised' }
    expect(names([listed, newer], '2026-11-24')).toEqual(['Mô hình A'])
  })
})

const counts = fc.array(
  fc.record({
    model: fc.constantFrom('A', 'B'),
    group: fc.constantFrom('một', 'hai', 'ba'),
    day: fc.constantFrom('2025-03-29', '2025-06-30', '2025-07-01', '2026-01-01'),
    groups: fc.nat(3),
    members: fc.nat(1000),
    precision: fc.constantFrom(...precisions)
  }),
  { maxLength: 12 }
)

test('shuffled facts give the same models, and sums are those of the latest counts', () => {
  fc.assert(
    fc.property(counts, fc.infiniteStream(fc.nat()), (drawn, random) => {
      const book = new TestMovement()
      const facts = [
        book.listed('A'),
        book.listed('B', { since: '2025-05-01' }),
        ...drawn.map(({ model, group, day, groups, members: value, precision }) =>
          book.counted(model, group, day, [groups, value], { members: { value, precision } })
        )
      ]
      const shuffled = facts
        .map((fact) => ({ fact, key: random.next().value! }))
        .sort((a, b) => a.key - b.key)
        .map(({ fact }) => fact)
      for (const day of ['2025-04-01', '2025-06-30', '2026-11-24']) {
        const models = modelsOn(shuffled, day)
        expect(models).toEqual(modelsOn(facts, day))
        let sum = 0
        for (const model of models)
          for (const name of ['một', 'hai', 'ba']) {
            const own = drawn.filter(
              (one) => idOf(one.model) === model.id && one.group === name && one.day <= day
            )
            const last = own.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).at(-1)
            if (last && last.groups > 0) sum += last.members
          }
        expect(totalsOf(models).members.value).toBe(sum)
      }
    })
  )
})

test('a sum is no surer than its least sure part, in whatever order', () => {
  const part = fc.record({ value: fc.nat(1_000_000_000), precision: fc.constantFrom(...precisions) })
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      const { value, precision } = sumOf(parts)
      expect(value).toBe(parts.reduce((sum, { value }) => sum + value, 0))
      expect(sumOf(parts.toReversed())).toEqual({ value, precision })
      const least = Math.max(0, ...parts.map(({ precision }) => precisions.indexOf(precision)))
      expect(precision).toBe(precisions[least])
    })
  )
})
