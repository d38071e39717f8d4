import { expect, test } from 'vitest'
import { bundleLimits } from '#lib/domain/peers/bundle/limits.ts'
import { headOf, opensBy } from '#lib/domain/peers/bundle/head.ts'
import { isBundle } from './is-bundle.ts'

const bytes = (length: number) => new Uint8Array(length)
const code = headOf({ version: opensBy.code, unit: 'xa-thu', nonce: bytes(16), half: bytes(0) })
const card = headOf({ version: opensBy.card, unit: 'xa-thu', nonce: bytes(16), half: bytes(65) })
const is = (name: string, ...parts: BlobPart[]) => isBundle(new File(parts, name, { type: 'text/plain' }))

test('a bundle is known by its beginning, whatever an app has called it, or by its name', async () => {
  expect(await is('so tay.sotay.txt', code, bytes(500))).toBe(true)
  expect(await is('1733', card, bytes(500))).toBe(true)
  expect(await is('truc.SOTAY', 'của bản sau này')).toBe(true)
})

test('words, what merely begins alike, and what is larger than any bundle are none', async () => {
  expect(await is('loi-khai.txt', 'Bà Sáu khai: …')).toBe(false)
  expect(await is('x.txt', code)).toBe(false)
  expect(await is('x.txt', '\u0001\u0006Bà Sá', bytes(500))).toBe(false)
  expect(await is('x.txt', '\t'.repeat(500))).toBe(false)
  expect(await is('x.sotay')).toBe(false)
  expect(await is('x.sotay', bytes(bundleLimits.file + 1))).toBe(false)
})
