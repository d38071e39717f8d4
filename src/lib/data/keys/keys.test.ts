import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import * as keys from './keys.ts'

const salt = new Uint8Array(16).fill(3)

test('the data key comes back through the right PIN only, and cannot be taken out of memory', async () => {
  const data = await keys.newDataKey()
  const wrapped = await keys.wrap('raw', data, await keys.pinKey('246810', salt, 1_000))
  const opened = await keys.unwrapDataKey(wrapped, await keys.pinKey('246810', salt, 1_000))
  expect(opened.extractable).toBe(false)
  const wrong = keys.unwrapDataKey(wrapped, await keys.pinKey('246811', salt, 1_000))
  await expect(wrong).rejects.toMatchObject({ name: 'OperationError' })
})

test('the device key signs as other implementations verify', async () => {
  const [data, { pair }] = await Promise.all([keys.newDataKey(), keys.newDevice()])
  const signing = await keys.unwrapDeviceKey(await keys.wrap('pkcs8', pair.privateKey, data), data)
  expect(signing.extractable).toBe(false)
  const jwk = await keys.publicKeyOf(pair)
  const signature = Buffer.from(await keys.sign(signing, 'đóng cổng'), 'base64url')
  const key = createPublicKey({ key: jwk, format: 'jwk' })
  expect(signature).toHaveLength(64)
  expect(verify('sha256', Buffer.from('đóng cổng'), { key, dsaEncoding: 'ieee-p1363' }, signature)).toBe(true)
})

test('a PIN costs what OWASP asks of PBKDF2-HMAC-SHA256', () => {
  expect(keys.pinIterations).toBeGreaterThanOrEqual(600_000)
})
