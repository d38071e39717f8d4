import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import * as keys from './keys.ts'

const stretched = (pin: string) => new TextEncoder().encode(pin.padEnd(32))

test('the data key comes back through the right PIN in the same browser only, and cannot be taken out of memory', async () => {
  const [data, browser, other] = await Promise.all([
    keys.newDataKey(),
    keys.newBrowserKey(),
    keys.newBrowserKey()
  ])
  const by = await keys.wrappingKey(stretched('246810'), browser)
  const wrapped = await keys.wrap('raw', data, by)
  const opened = await keys.unwrapDataKey(wrapped, await keys.wrappingKey(stretched('246810'), browser))
  expect([opened.extractable, browser.extractable, by.extractable]).toEqual([false, false, false])
  for (const wrong of [
    await keys.wrappingKey(stretched('246811'), browser),
    await keys.wrappingKey(stretched('246810'), other)
  ])
    await expect(keys.unwrapDataKey(wrapped, wrong)).rejects.toMatchObject({ name: 'OperationError' })
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
