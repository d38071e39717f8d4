import { expect, test } from 'vitest'
import { secretWeakness } from './secret-rules.ts'

test.each(['000000', '777777', '123456', '654321', '121212', '123123'])('the PIN %s is refused', (text) => {
  expect(secretWeakness({ kind: 'pin', text })).toBe('weak')
})

test.each(['246813', '112233', '190458'])('the PIN %s is taken', (text) => {
  expect(secretWeakness({ kind: 'pin', text })).toBeNull()
})

test.each([
  ['con đò nhỏ', 'short'],
  ['            ', 'short'],
  ['aaaaaaaaaaaa', 'weak'],
  ['con đò sang sông lúc chiều', null]
])('the passphrase “%s”: %s', (text, weakness) => {
  expect(secretWeakness({ kind: 'passphrase', text })).toBe(weakness)
})
