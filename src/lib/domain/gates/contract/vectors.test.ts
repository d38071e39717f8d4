import { createPublicKey, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { thumbprint } from '../../thumbprint.ts'
import vectors from '../../vectors/command.json' with { type: 'json' }
import { Command } from './command.ts'
import { opened, sealed } from './envelope.ts'
import { Reply } from './reply.ts'
import { GateState } from './state.ts'

interface Party {
  device: string
  key: { kty: string; crv: string; x: string; y: string }
}

function proves({ key }: Party, { p, s }: { p: string; s: string }): boolean {
  const signature = Buffer.from(s, 'base64url')
  const signer = createPublicKey({ key, format: 'jwk' })
  return verify('sha256', Buffer.from(p, 'utf8'), { key: signer, dsaEncoding: 'ieee-p1363' }, signature)
}

test.each([
  ['commands', vectors.person, Command],
  ['replies', vectors.agent, Reply],
  ['states', vectors.agent, GateState]
] as const)('%s: the text as it stands is what is signed', (kind, signer, shape) => {
  for (const { p, s, body } of vectors[kind]) {
    expect(proves(signer, { p, s })).toBe(true)
    expect(opened(sealed({ p, s }), shape)).toEqual({ body, signed: { p, s } })
    expect(body.key).toBe(signer.device)
  }
})

test.each(vectors.invalid)('does not verify: $what', ({ p, s }) => {
  expect(proves(vectors.person, { p, s })).toBe(false)
  expect(opened(sealed({ p, s }), Command)).not.toBeNull()
})

test('a key is named by the RFC 7638 thumbprint', () => {
  for (const { device, key } of [vectors.person, vectors.agent])
    expect(thumbprint(key as Parameters<typeof thumbprint>[0])).toBe(device)
})
