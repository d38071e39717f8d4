import { expect, test } from 'vitest'
import { weaknessOf } from './password-change.ts'

test.each([
  ['', 'short'],
  ['mười một chữ'.slice(0, 11), 'short'],
  ['aaaaaaaaaaaaaaaa', 'short'],
  ['abababab1212', 'short'],
  ['😀😁😂😃😄😅', 'short'],
  ['GIU-CONG-2026', 'account'],
  ['mat khau cu 123', 'same'],
  ['abcde'.repeat(101), 'long'],
  ['ba con ga trong', null],
  ['mười hai chữ ạ', null]
])('%j: %s', (wanted, weakness) => {
  expect(weaknessOf(wanted, { account: 'giu-cong', present: 'mat khau cu 123' })).toBe(weakness)
})
