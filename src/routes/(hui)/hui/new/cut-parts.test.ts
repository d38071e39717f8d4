import { expect, test } from 'vitest'
import { cutAnew, cutsOf, openUnits, withNextHolder } from './cut-parts.ts'

const [ha, rel, my] = [2, 1, 3].map((units, i) => ({ person: ['ha', 'rel', 'my'][i]!, units })) as [
  { person: string; units: number },
  { person: string; units: number },
  { person: string; units: number }
]

test('a part that is not whole gets its next holder, and no more than is open', () => {
  const first = withNextHolder([], 'ha', 2, 3)
  expect([first, openUnits(first, 3)]).toEqual([[[ha]], 1])
  expect(withNextHolder(first, 'rel', 3, 3)).toEqual([[ha, rel]])
  expect(withNextHolder(first, 'ha', 1, 3)).toEqual([[{ person: 'ha', units: 3 }]])
  expect(withNextHolder([[ha, rel]], 'my', 3, 3)).toEqual([[ha, rel], [my]])
  expect(openUnits([], 3)).toBe(0)
})

test('parts that are cut anew are whole, and nobody is lost', () => {
  expect(cutAnew([[ha, rel], [my]], 4)).toEqual([
    [
      { person: 'ha', units: 3 },
      { person: 'rel', units: 1 }
    ],
    [{ person: 'my', units: 4 }]
  ])
  expect(cutAnew([[ha, rel], [my]], 1)).toEqual(['ha', 'rel', 'my'].map((person) => [{ person, units: 1 }]))
})

test('a line cut into more than four keeps its own cut', () => {
  expect([cutsOf(1), cutsOf(6)]).toEqual([
    [1, 2, 3, 4],
    [1, 2, 3, 4, 6]
  ])
})
