import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { StoredFact } from '#lib/domain/stored.ts'
import { batches } from './batches.ts'

const limits = { count: 7, bytes: 900 }
const bytes = (fact: StoredFact) => Buffer.byteLength(JSON.stringify(fact))

test('batches keep every fact in order, within both bounds, and are as few as that allows', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1_500 })), (lengths) => {
      const facts = lengths.map(
        (length, i) => ({ id: `${i}`, body: { text: 'ợ'.repeat(length) } }) as unknown as StoredFact
      )
      const split = batches(facts, limits as never)
      expect(split.flat()).toEqual(facts)
      split.forEach((batch, i) => {
        const size = batch.reduce((sum, fact) => sum + bytes(fact), 0)
        expect(batch.length).toBeLessThanOrEqual(limits.count)
        if (batch.length > 1) expect(size).toBeLessThanOrEqual(limits.bytes)
        const next = split[i + 1]?.[0]
        if (next) expect(batch.length === limits.count || size + bytes(next) > limits.bytes).toBe(true)
      })
    })
  )
})
