import { expect, test } from 'vitest'
import { addressOf } from './address.ts'

const named = (address: string, peer = '127.0.0.1') =>
  addressOf({ socket: { remoteAddress: peer }, headers: { 'x-forwarded-for': address } } as never)

test.each([
  ['2001:db8:1:2::1', '2001:db8:1:2::'],
  ['2001:0DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::'],
  ['2001:db8:1:3::1', '2001:db8:1:3::'],
  ['2001:db8::1', '2001:db8:0:0::'],
  ['64:ff9b::203.0.113.9', '64:ff9b:0:0::'],
  ['fe80::1%eth0', 'fe80:0:0:0::'],
  ['::ffff:203.0.113.9', '203.0.113.9'],
  ['::ffff:cb00:7109', '203.0.113.9'],
  ['203.0.113.9', '203.0.113.9'],
  ['1.1.1.1, 203.0.113.9', '203.0.113.9'],
  ['unknown', 'unknown']
])('%s counts as %s', (address, network) => {
  expect(named(address)).toBe(network)
})

test('only a proxy on this machine is believed', () => {
  expect(named('203.0.113.9', '::ffff:198.51.100.4')).toBe('198.51.100.4')
  expect(named('203.0.113.9', '::ffff:127.0.0.1')).toBe('203.0.113.9')
})
