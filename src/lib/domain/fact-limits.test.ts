import { expect, test } from 'vitest'
import { maxDepth } from './canonical.ts'
import { maxFactBytes, unmetLimit } from './fact-limits.ts'
import vectors from './vectors/canonical.json' with { type: 'json' }

const { fact } = vectors.facts[0]!
const withBody = (body: Record<string, unknown>) => unmetLimit({ ...fact, body })

test('an honest fact meets them all', () => expect(unmetLimit(fact)).toBeNull())

test.each([
  [{ reason: 'Cổng'.normalize('NFD') }, { code: 'not-nfc', at: 'body.reason' }],
  [{ reason: 'a\ud800b' }, { code: 'not-well-formed', at: 'body.reason' }],
  [{ list: [{ amount: 1.5 }] }, { code: 'not-integer', at: 'body.list.0.amount' }],
  [{ amount: 2 ** 53 }, { code: 'not-integer', at: 'body.amount' }],
  [{ amount: Number.NaN }, { code: 'not-integer', at: 'body.amount' }],
  [{ ['ổ'.normalize('NFD')]: 1 }, { code: 'not-nfc', at: 'body' }]
])('unmet %#', (body, unmet) => expect(withBody(body)).toEqual(unmet))

test('a fact nested deeper than anybody reads is too large, however deep', () => {
  const nested = (depth: number) =>
    JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`) as Record<string, unknown>
  expect(withBody(nested(maxDepth - 1))).toBeNull()
  for (const depth of [maxDepth, 100_000]) expect(withBody(nested(depth))).toEqual({ code: 'too-large' })
})

test('size counts bytes of the whole signed text, not characters', () => {
  expect(withBody({ reason: 'ổ'.repeat(maxFactBytes / 3) })).toEqual({ code: 'too-large' })
  expect(withBody({ reason: 'o'.repeat(maxFactBytes - 1000) })).toBeNull()
})
