import { expect, test } from 'vitest'
import { space as spaceEn } from './storage-en.ts'
import { amountOf, spaceWords } from './storage.ts'

test('so much is said in the unit in which a person thinks of it', () => {
  const said = (bytes: number) => amountOf(bytes, spaceWords).replace('\u00a0', ' ')
  expect([0, 499, 820_400, 999_600, 38_200_000, 999_700_000, 1_240_000_000, 3e15].map(said)).toEqual([
    '0 KB',
    '0 KB',
    '820 KB',
    '1 MB',
    '38 MB',
    '1 GB',
    '1,2 GB',
    '3.000 TB'
  ])
  expect(amountOf(1_240_000_000, spaceEn)).toBe('1.2\u00a0GB')
})
