import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalString } from './canonical.ts'
import vectors from './vectors/canonical.json' with { type: 'json' }

const bytes = (text: string) => new TextEncoder().encode(text)

describe('canonical string', () => {
  test.each(vectors.canonical)('$source', ({ input, output }) => {
    expect(canonicalize(input)).toBe(output)
  })

  test.each(vectors.facts)('signed fact $fact.n', async ({ fact, canonical }) => {
    expect(canonicalString(fact)).toBe(canonical)
    expect(await verifies(canonicalString(fact), fact.sig)).toBe(true)
  })

  test('neither `via` nor local fields are signed, every other field is', async () => {
    const { fact, canonical } = vectors.facts[0]!
    expect(canonicalString({ ...fact, via: 'ph-truc', sync: 'carried' } as typeof fact)).toBe(canonical)
    for (const field of ['id', 'unit', 'book', 'stream', 'type', 'at', 'by', 'device'] as const)
      expect(await verifies(canonicalString({ ...fact, [field]: `${fact[field]}x` }), fact.sig)).toBe(false)
    expect(await verifies(canonicalString({ ...fact, n: fact.n + 1 }), fact.sig)).toBe(false)
    expect(await verifies(canonicalString({ ...fact, body: { ...fact.body, who: 'x' } }), fact.sig)).toBe(
      false
    )
  })

  test('the order in which members were written does not matter', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (body) => {
        const turned = Object.fromEntries(Object.entries(body).reverse())
        const { fact } = vectors.facts[0]!
        expect(canonicalString({ ...fact, body: turned })).toBe(canonicalString({ ...fact, body }))
      })
    )
  })
})

async function verifies(text: string, sig: string): Promise<boolean> {
  const ecdsa = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', vectors.key, ecdsa, false, ['verify'])
  return crypto.subtle.verify(ecdsa, key, Buffer.from(sig, 'base64url'), bytes(text))
}
