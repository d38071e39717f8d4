import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TestDevice } from '../../../tests/facts.ts'
import { canonicalString, hasCanonicalForm, maxDepth } from './canonical.ts'
import { factIn } from './fact-document.ts'
import { isWellFormed } from './shapes.ts'
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

describe('what has a canonical form', () => {
  const fact = new TestDevice('giu-cong').note('xa-thu')
  const { id, ...fields } = fact
  const read = (body: unknown, more = {}) => factIn({ _id: id, ...fields, body, ...more })
  const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown

  test('whatever somebody writes into CouchDB: what is read as a fact can be brought into that form', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a\ud800', '\udc00'))
    const value = fc.anything({
      key: text,
      values: [text, fc.double(), fc.boolean(), fc.constant(null)],
      maxDepth: 5
    })
    fc.assert(
      fc.property(fc.dictionary(text, value), text, (body, type) => {
        const found = read(body, { type })
        if (found) canonicalString(found)
        expect(hasCanonicalForm(type)).toBe(isWellFormed(type))
      })
    )
    expect(read(fact.body)).not.toBeNull()
    for (const wrong of [{ a: 'x\ud800' }, { 'x\ud800': 1 }, { a: JSON.parse('1e999') as number }])
      expect(read(wrong)).toBeNull()
    expect(read(fact.body, { type: 'x\ud800' })).toBeNull()
  })

  test('nothing nested so deep that reading it fails', () => {
    expect(read({ a: nested(maxDepth - 2) })).not.toBeNull()
    for (const depth of [maxDepth - 1, 100_000]) expect(read({ a: nested(depth) })).toBeNull()
  })
})
