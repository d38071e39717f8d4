import { expect, test } from 'vitest'
import { huiVi as hui } from '#lib/i18n/hui/hui-vi.ts'
import { agreement, numberedId, TestLine } from '../../../../../../tests/hui/test-line.ts'
import { holderNames } from '../../holder-names.ts'
import { matrixRows } from './matrix-rows.ts'

const book = { nameOf: (person: string) => `Người ${names.indexOf(person)}` }
const names = [999, 1, 2, 3, 4, 50].map(numberedId)

/** Part 3 is left from round 2, and joined from round 3. */
function changed(): TestLine {
  const line = new TestLine(agreement(4, 1_000))
  line.round(1, 1, 0)
  line.pay(1, 3, 1_000)
  line.depart(3, 2)
  line.round(2, 2, 0)
  line.join(3, numberedId(50), 3)
  line.round(3, 3, 0)
  return line
}
const told = (line: TestLine, ks: number[]) =>
  matrixRows(line.state, ks)
    .filter(({ no }) => no === 3)
    .map(({ stretch, marks }) => [holderNames(book, stretch.holders, hui), ...marks])

test('each round of a part stands beside who held it then, the host too while she stands in', () => {
  expect(told(changed(), [1, 2, 3, 4])).toEqual([
    ['Người 3', 'paid', 'other', 'other', 'other'],
    ['Người 0', 'other', 'open', 'other', 'other'],
    ['Người 5', 'other', 'other', 'taken', 'none']
  ])
  expect(matrixRows(changed().state, [1, 2, 3, 4]).filter(({ isOne }) => isOne)).toHaveLength(3)
})

test('whoever held it in none of the rounds shown has no row', () => {
  expect(told(changed(), [3, 4])).toEqual([['Người 5', 'taken', 'none']])
})

test('of a cut part each is named with how much they hold', () => {
  const [one, two, three] = [1, 2, 3].map((no) => ({ person: numberedId(no), units: 1 })) as [
    { person: string; units: number },
    { person: string; units: number },
    { person: string; units: number }
  ]
  expect(holderNames(book, [one, two], hui)).toBe('Người 1 (nửa), Người 2 (nửa)')
  expect(holderNames(book, [one, { ...two, units: 2 }], hui)).toBe('Người 1 (1/3), Người 2 (2/3)')
  expect(holderNames(book, [three], hui)).toBe('Người 3')
  expect(holderNames(book, [three], hui, 4)).toBe('Người 3 (1/4)')
})
