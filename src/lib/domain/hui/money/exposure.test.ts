import { expect, test } from 'vitest'
import { agreement, TestLine } from '../../../../../tests/hui/test-line.ts'
import { exposuresOf, peakOf } from './exposure.ts'

test('ten parts of a million owe 25 millions after the fifth round, and never more', () => {
  const book = new TestLine(agreement(10, 1_000_000))
  for (let k = 1; k <= 10; k++) book.round(k, k, 0)
  const faces = exposuresOf(book.state).map(({ face }) => face / 1_000_000)
  expect(faces).toEqual([9, 16, 21, 24, 25, 24, 21, 16, 9, 0])
  expect(peakOf({ n: 10, face: 1_000_000 })).toBe(25_000_000)
  expect(peakOf({ n: 25, face: 5_000_000 })).toBe(780_000_000)
})

test('in the premium model what was bid is owed beside the face', () => {
  const book = new TestLine(agreement(4, 1_000, { model: 'premium', commission: { kind: 'none' } }))
  book.round(1, 1, 200)
  book.round(2, 2, 100)
  expect(exposuresOf(book.state)).toEqual([
    { k: 1, face: 3_000, added: 600 },
    { k: 2, face: 4_000, added: 600 }
  ])
})
