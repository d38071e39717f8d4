import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import webPush from 'web-push'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readServerConfig } from '../server-config.ts'
import { contactIn, keepContact, pushKeysFile, pushKeysIn } from './push-keys.ts'

const { publicKey, privateKey } = webPush.generateVAPIDKeys()
const subject = 'mailto:truc@example.vn'
const env = { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject }
const push = (changes: Record<string, string> = {}) => readServerConfig({ ...env, ...changes }).push!
const bare = () => readServerConfig({}).push!

let folder = ''
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'antt-'))))
afterEach(() => rmSync(folder, { recursive: true }))

test('a server without settings makes its own pair, once, for its owner alone', () => {
  const made = pushKeysIn(folder, bare())
  expect(statSync(join(folder, pushKeysFile)).mode & 0o777).toBe(0o600)
  expect(made.subject).toMatch(/^mailto:/)
  expect(pushKeysIn(folder, bare())).toEqual(made)
  // As a push service takes it: a point of P-256 and its secret, with somebody who answers.
  const { publicKey, privateKey, subject } = made
  const signed = webPush.getVapidHeaders('https://push.example', subject, publicKey, privateKey, 'aes128gcm')
  expect(signed.Authorization).toContain(publicKey)
})

test('the environment wins over what is kept, which stays as it is', () => {
  expect(pushKeysIn(folder, push())).toEqual({ publicKey, privateKey, subject })
  const made = pushKeysIn(folder, bare())
  expect(pushKeysIn(folder, push())).toEqual({ publicKey, privateKey, subject })
  const answering = push({ VAPID_PUBLIC_KEY: '', VAPID_PRIVATE_KEY: '' })
  expect(pushKeysIn(folder, answering)).toEqual({ ...made, subject })
  expect(push().services).toContain('https://fcm.googleapis.com')
})

test('whoever answers is kept from the first time on', () => {
  expect(contactIn(folder, bare())).toBeNull()
  for (const one of [subject, 'mailto:khac@example.vn']) keepContact(folder, one)
  expect(contactIn(folder, bare())).toBe(subject)
  expect(pushKeysIn(folder, bare()).subject).toBe(subject)
})

test.each<[string, Record<string, string>]>([
  ['a key alone', { VAPID_PRIVATE_KEY: '' }],
  ['the two changed about', { VAPID_PUBLIC_KEY: privateKey, VAPID_PRIVATE_KEY: publicKey }],
  ['nobody’s address', { VAPID_SUBJECT: 'mailto:' }],
  ['a letter lost', { VAPID_PUBLIC_KEY: publicKey.slice(1) }]
])('%s is one sentence to whoever starts the server', (_, changes) => {
  expect(() => push(changes)).toThrow(/^VAPID_/)
})
