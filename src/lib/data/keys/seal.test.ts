import { expect, test } from 'vitest'
import { fromBase64, slowFromBase64, slowToBase64, toBase64, toBase64Url } from './base64.ts'
import { newDataKey } from './keys.ts'
import { seal, unseal } from './seal.ts'

const body = { what: 'closed', reason: 'Có người lạ', odd: '\ud800', many: [1, { deep: null }] }

test('a sealed body opens to the same value, lone surrogates included', async () => {
  const key = await newDataKey()
  expect(await unseal(key, 'id-1', await seal(key, 'id-1', body))).toEqual(body)
})

test('sealing twice gives different texts of one line of base64', async () => {
  const key = await newDataKey()
  const [a, b] = await Promise.all([seal(key, 'id-1', body), seal(key, 'id-1', body)])
  expect(a).not.toBe(b)
  expect(a).toMatch(/^[A-Za-z0-9+/]+=*$/)
})

test.each([
  ['another fact', async (key: CryptoKey, text: string) => unseal(key, 'id-2', text)],
  ['another key', async (_: CryptoKey, text: string) => unseal(await newDataKey(), 'id-1', text)],
  ['a changed text', async (key: CryptoKey, text: string) => unseal(key, 'id-1', changed(text))]
])('a sealed body does not open for %s', async (_, open) => {
  const key = await newDataKey()
  const sealed = await seal(key, 'id-1', body)
  await expect(open(key, sealed)).rejects.toThrow()
})

test('base64 agrees with Node, natively or by slices', () => {
  const bytes = crypto.getRandomValues(new Uint8Array(30_001))
  const expected = Buffer.from(bytes).toString('base64')
  expect(toBase64(bytes)).toBe(expected)
  expect(slowToBase64(bytes)).toBe(expected)
  expect(toBase64Url(bytes)).toBe(Buffer.from(bytes).toString('base64url'))
  expect(Buffer.from(fromBase64(expected)).equals(bytes)).toBe(true)
  expect(Buffer.from(slowFromBase64(expected)).equals(bytes)).toBe(true)
})

function changed(text: string): string {
  const at = text.length - 10
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}
