import { expect, test } from 'vitest'
import { numbersBeside } from './flag-records.ts'

test('numbers of records that are shown are left out, in their own book only', () => {
  const run = (from: number, to: number) => ({ book: 'gates', from, to }) as const
  const record = (n: number) => ({ book: 'gates', n }) as const
  expect(numbersBeside([run(2, 3)], [])).toEqual([run(2, 3)])
  expect(numbersBeside([run(2, 3)], [record(3), record(2)])).toEqual([])
  expect(numbersBeside([run(2, 9), run(11, 11)], [record(4), record(4), record(9)])).toEqual([
    run(2, 3),
    run(5, 8),
    run(11, 11)
  ])
  expect(numbersBeside([run(2, 3)], [{ book: 'hui', n: 2 }])).toEqual([run(2, 3)])
})
