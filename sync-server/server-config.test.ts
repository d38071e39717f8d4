import { expect, test } from 'vitest'
import { readServerConfig } from './server-config.ts'

const hosts = (GATE_HOSTS?: string) => readServerConfig({ GATE_HOSTS }).gateHosts

test('gates are named by host, with a port or any, and nobody is named by default', () => {
  expect(hosts()).toEqual([])
  expect(hosts('  ')).toEqual([])
  const all = [
    'wss://*.cong.example.vn:*',
    'https://cong01.example.vn',
    'wss://cong1:8883',
    'ws://127.0.0.1:*'
  ]
  expect(hosts(all.join(' '))).toEqual(all)
  expect(hosts(all.join(', '))).toEqual(all)
})

test.each([
  '*',
  'wss:',
  'wss://*',
  'http://cong.example.vn',
  'ws://cong.example.vn',
  "'unsafe-inline'",
  'wss://cong.example.vn;script-src',
  'wss://cong.example.vn/../',
  'wss://cong.example.vn\r\nx:y'
])('%j would loosen the policy: one sentence to whoever starts the server', (text) => {
  expect(() => hosts(text)).toThrow(/^GATE_HOSTS phải là .*“.+” thì không\.$/)
})
