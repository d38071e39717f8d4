import { expect, test } from 'vitest'
import { agreement, numberedId, TestLine } from '../../../../tests/hui/test-line.ts'
import { calledNames, knownName, paperName, people, type Person } from './people.ts'

test('the latest description of a person counts whole, in any order; names stay as they were written', () => {
  const book = new TestLine(agreement(2, 1_000))
  const [hue, reel] = [numberedId(1), numberedId(2)]
  const describe = (id: string, body: object) =>
    book.write('hui.person-described', body as never, { stream: `person/${id}` })
  describe(hue, { name: 'Tang My Hue', hamlet: 'Khóm 2' })
  describe(reel, { name: 'Kim Sà Rêl' })
  describe(hue, { name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' })
  const known = people(book.facts)
  expect([...known.values()]).toEqual([
    { id: hue, name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' },
    { id: reel, name: 'Kim Sà Rêl' }
  ])
  expect(people(book.facts.toReversed())).toEqual(known)
})

test('a person goes by what the commune calls her', () => {
  expect(knownName({ name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' })).toBe('Ba Huệ')
  expect(knownName({ name: 'Sơn Thị Sa Rinh' })).toBe('Sơn Thị Sa Rinh')
})

test('who shares what the commune calls her has her full name beside it, else her hamlet too', () => {
  const described: Omit<Person, 'id'>[] = [
    { name: 'Trần Văn Rết', knownAs: 'Ba Rết', hamlet: 'Khóm 1' },
    { name: 'Kim Rết', knownAs: 'Ba Rết' },
    { name: 'Lý Rết', knownAs: 'Ba Rết', hamlet: 'Khóm 2' },
    { name: 'Lý Rết', knownAs: 'Ba Rết', hamlet: 'Khóm 3' },
    { name: 'Lý Mỹ Lệ', hamlet: 'Khóm 2' },
    { name: 'Lý Mỹ Lệ', hamlet: 'Khóm 3' },
    { name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ', hamlet: 'Khóm 2' },
    { name: 'Danh Hà' },
    { name: 'Danh Hà' }
  ]
  const known = new Map(described.map((person, i) => [String(i), { id: String(i), ...person }]))
  expect([...calledNames(known).values()]).toEqual([
    'Ba Rết (Trần Văn Rết)',
    'Ba Rết (Kim Rết)',
    'Ba Rết (Lý Rết, Khóm 2)',
    'Ba Rết (Lý Rết, Khóm 3)',
    'Lý Mỹ Lệ (Khóm 2)',
    'Lý Mỹ Lệ (Khóm 3)',
    'Ba Huệ',
    'Danh Hà',
    'Danh Hà'
  ])
})

test('a name in Khmer script is shown with its person’s consent alone, and not once that was taken back', () => {
  const book = new TestLine(agreement(2, 1_000))
  const [mol, reel] = [numberedId(1), numberedId(2)]
  const describe = (id: string, body: object) =>
    book.write('hui.person-described', body as never, { stream: `person/${id}` })
  const khmerConsent = { version: '2026-11', agreed: true }
  describe(mol, { name: 'Lý Thị Sà Mol', khmer: 'លី សាម៉ុល', khmerConsent })
  // As records have it that are older than the question.
  describe(reel, { name: 'Kim Sà Rêl', khmer: 'គឹម សារ៉េល' })
  expect(people(book.facts).get(mol)).toMatchObject({ khmer: 'លី សាម៉ុល', khmerConsent })
  expect(people(book.facts).get(reel)).toEqual({ id: reel, name: 'Kim Sà Rêl' })
  describe(mol, { name: 'Lý Thị Sà Mol' })
  expect(people(book.facts).get(mol)).toEqual({ id: mol, name: 'Lý Thị Sà Mol' })
})

test('a paper has the full name as it was recorded, and what the commune calls them in brackets', () => {
  expect(paperName({ name: 'Tăng Mỹ Huệ', knownAs: 'Ba Huệ' })).toBe('Tăng Mỹ Huệ (Ba Huệ)')
  expect(paperName({ name: 'Kim Sà Rêl' })).toBe('Kim Sà Rêl')
  expect(paperName({ name: 'Út Kiều', knownAs: 'Út Kiều' })).toBe('Út Kiều')
})
