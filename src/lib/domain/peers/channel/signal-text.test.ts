import fc from 'fast-check'
import { expect, test } from 'vitest'
import { base64UrlOf } from '../bundle/base64url.ts'
import { endpointIn, sdpOf } from './endpoint.ts'
import { maxSignalLetters, signalIn, signalText, unsignedSignal, type Signal } from './signal-text.ts'

const hex = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'))
const address = fc.uint8Array({ minLength: 4, maxLength: 4 }).map((bytes) => bytes.join('.'))
const mdns = hex(16).map((id) => `${id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')}.local`)
const host = fc.oneof(address, mdns)
const candidate = fc.record({ host, port: fc.integer({ min: 1, max: 65_535 }) })
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 })
const ice = (length: number) => fc.stringMatching(new RegExp(`^[A-Za-z0-9+/]{${length}}$`))
const signal: fc.Arbitrary<Signal> = fc.record({
  unit: fc.constantFrom('xa-phong-hiep', 'phuong-ba-ngo-va-mot-ten-rat-dai'),
  account: fc.constantFrom('ph-truong', 'a'),
  device: bytes32.map(base64UrlOf),
  at: fc.nat(2 ** 47),
  endpoint: fc.record({
    ufrag: ice(4),
    password: ice(24),
    fingerprint: bytes32,
    candidates: fc.array(candidate, { maxLength: 8 })
  }) as fc.Arbitrary<Signal['endpoint']>,
  answers: fc.option(fc.uint8Array({ minLength: 16, maxLength: 16 }).map(base64UrlOf))
})
const sig = base64UrlOf(new Uint8Array(64).fill(7))

test('a signal is read as it was written, within 400 letters, with as many candidates as fit', () => {
  fc.assert(
    fc.property(signal, (signal) => {
      const unsigned = unsignedSignal(signal)
      expect(unsigned.toSign).toMatch(/^so-tay-antt channel signal /)
      const text = signalText(unsigned, sig)
      expect(text.length).toBeLessThanOrEqual(maxSignalLetters)
      const read = signalIn(` ${text}\n`)!
      expect(read).toMatchObject({ signed: unsigned.toSign, sig })
      const { candidates, ...endpoint } = read.signal.endpoint
      const { candidates: all, ...rest } = signal.endpoint
      expect({ ...read.signal, endpoint }).toEqual({ ...signal, endpoint: rest })
      expect(all).toEqual(expect.arrayContaining([...candidates]))
      expect(candidates.length).toBeGreaterThanOrEqual(Math.min(all.length, 3))
    })
  )
})

test('whatever is no signal is none, and one letter more or less makes it another or none', () => {
  fc.assert(
    fc.property(signal, fc.nat(), fc.string(), (signal, at, noise) => {
      const text = signalText(unsignedSignal(signal), sig)
      const cut = text.slice(0, at % text.length)
      expect(signalIn(cut)?.signed).not.toBe(signalIn(text)!.signed)
      expect(signalIn(noise)).toBeNull()
      expect(signalIn(`SOTAY1.${noise}`)).toBeNull()
      expect(signalIn(text + 'A'.repeat(maxSignalLetters))).toBeNull()
      const changed = text.slice(0, at % text.length) + '*' + text.slice((at % text.length) + 1)
      expect(signalIn(changed)).toBeNull()
    })
  )
})

test('nothing in a signal can write a line of a session description', () => {
  const evil = (endpoint: Partial<Signal['endpoint']>) => {
    const base = { ufrag: 'abcd', password: 'a'.repeat(24), fingerprint: new Uint8Array(32), candidates: [] }
    const signal = {
      unit: 'xa-thu',
      account: 'a',
      device: base64UrlOf(new Uint8Array(32)),
      at: 1,
      answers: null
    }
    return signalIn(signalText(unsignedSignal({ ...signal, endpoint: { ...base, ...endpoint } }), sig))
  }
  expect(evil({})).not.toBeNull()
  expect(evil({ ufrag: 'ab\r\na=x' })).toBeNull()
  expect(evil({ password: `${'a'.repeat(24)}\n` })).toBeNull()
  expect(evil({ ufrag: 'a'.repeat(65) })).toBeNull()
  expect(evil({ candidates: [{ host: '192.168.1.7', port: 0 }] })).toBeNull()
})

const chromium = (candidates: string) =>
  `v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n${candidates}a=ice-ufrag:QHze\r\na=ice-pwd:KBkA1v0+uvSdl/2emIj7E2Xq\r\na=fingerprint:sha-256 ${'5F:'.repeat(31)}CE\r\na=setup:actpass\r\na=mid:0\r\n`

test('of a browser’s description it takes addresses and names in the Wi-Fi, and gives them back as another asks for them', () => {
  const sdp = chromium(
    [
      'a=candidate:1 1 udp 2122194687 192.168.43.1 35293 typ host generation 0 network-id 1',
      'a=candidate:2 1 udp 2122265343 fd00::2 34205 typ host generation 0',
      'a=candidate:3 1 tcp 1518214911 192.168.43.1 9 typ host tcptype active',
      'a=candidate:4 1 udp 2113937151 0d22b168-34da-4fd7-8519-f29b535af043.local 54552 typ host',
      'a=candidate:5 1 udp 1 127.0.0.1 54552 typ host',
      'a=candidate:6 1 udp 1 203.0.113.7 54552 typ srflx raddr 0.0.0.0 rport 0',
      ''
    ].join('\r\n')
  )
  const endpoint = endpointIn(sdp)!
  expect(endpoint.candidates).toEqual([
    { host: '192.168.43.1', port: 35_293 },
    { host: '0d22b168-34da-4fd7-8519-f29b535af043.local', port: 54_552 }
  ])
  expect(endpointIn(sdpOf(endpoint, 'offer'))).toEqual(endpoint)
  expect(sdpOf(endpoint, 'answer')).toContain('a=setup:active\r\n')
  expect(endpointIn('v=0')).toBeNull()
  expect(endpointIn(sdp.replace('sha-256', 'sha-1'))).toBeNull()
})
