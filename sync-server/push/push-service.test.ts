import webPush from 'web-push'
import { expect, test } from 'vitest'
import { sendPush } from './push-service.ts'

test('a subscription whose key is no point of the curve has ended: it stops nobody else’s notice', async () => {
  const keys = { ...webPush.generateVAPIDKeys(), subject: 'mailto:truc@example.vn' }
  const receiver = {
    endpoint: 'https://fcm.googleapis.com/x',
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16).toString('base64url')
  }
  expect(await sendPush(keys, receiver, 'Báo động', { topic: 'x', ttlSeconds: 60 })).toBe('gone')
})
