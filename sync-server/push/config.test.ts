import webPush from 'web-push'
import { expect, test } from 'vitest'
import { readServerConfig } from '../server-config.ts'

const { publicKey, privateKey } = webPush.generateVAPIDKeys()
const env = {
  VAPID_PUBLIC_KEY: publicKey,
  VAPID_PRIVATE_KEY: privateKey,
  VAPID_SUBJECT: 'mailto:truc@example.vn'
}
const push = (changes: Record<string, string> = {}) => readServerConfig({ ...env, ...changes }).push

test('a pair of keys and who answers for them; without any of it nothing is pushed', () => {
  expect(push()).toMatchObject({ publicKey, privateKey, subject: 'mailto:truc@example.vn' })
  expect(push()!.services).toContain('https://fcm.googleapis.com')
  expect(readServerConfig({}).push).toBeNull()
})

test.each<[string, Record<string, string>]>([
  ['a key alone', { VAPID_PRIVATE_KEY: '' }],
  ['the two changed about', { VAPID_PUBLIC_KEY: privateKey, VAPID_PRIVATE_KEY: publicKey }],
  ['nobody who answers', { VAPID_SUBJECT: '' }],
  ['the line as it was printed', { VAPID_SUBJECT: 'mailto:' }],
  ['a letter lost', { VAPID_PUBLIC_KEY: publicKey.slice(1) }]
])('%s is one sentence to whoever starts the server', (_, changes) => {
  expect(() => push(changes)).toThrow(/^VAPID_/)
})
