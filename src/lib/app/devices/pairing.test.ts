import { expect, test } from 'vitest'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { pairingOf } from './pairing.ts'

const key = (x: string) => ({ kty: 'EC', crv: 'P-256', x: x.repeat(43), y: 'B'.repeat(43) }) as const

test('the machine that was scanned is known by its key, to the last letter', () => {
  const one = { key: key('A') }
  const print = thumbprint(one.key)
  expect(pairingOf(`#${print}`, one)).toBe('fits')
  for (const other of [thumbprint(key('C')), print.slice(0, -1), `${print}x`, print.toLowerCase(), '%23'])
    expect(pairingOf(`#${other}`, one)).toBe('differs')
  expect([pairingOf('', one), pairingOf('#', one)]).toEqual(['none', 'none'])
})
