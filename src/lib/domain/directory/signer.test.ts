import { expect, test } from 'vitest'
import { nameOf, type Directory } from './directory.ts'
import { signerOf } from './signer.ts'

const listed = { account: 'a', name: 'Lê Quốc Thắng', knownAs: 'Ba Thắng', roles: [] }
const known = (more: object) =>
  ({ accounts: new Map([['a', { ...listed, ...more }]]) }) as unknown as Directory

test('papers name a person by paper name, rank and post, never as people call them; the rest goes on calling them so', () => {
  const whole = known({ paperName: 'Lê Quốc Thắng B', rank: 'Trung tá', post: 'Trưởng Công an xã' })
  expect(signerOf(whole, 'a')).toEqual({ name: 'Trung tá Lê Quốc Thắng B', post: 'Trưởng Công an xã' })
  expect(nameOf(whole, 'a')).toBe('Ba Thắng')
  expect(signerOf(known({}), 'a')).toEqual({ name: 'Lê Quốc Thắng', post: '' })
  expect(signerOf(known({}), 'b')).toEqual({ name: 'b', post: '' })
})
