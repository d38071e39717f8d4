import fc from 'fast-check'
import { getQueryMatcher, type FilledMangoQuery } from 'rxdb'
import { expect, test } from 'vitest'
import { factsSchema, type Row } from '../database.ts'
import { getMingoQuery } from './selector.ts'

const value = fc.oneof(fc.constantFrom('', 'a', 'b', 'ab'), fc.integer({ min: -1, max: 2 }), fc.boolean())
const field = fc.constantFrom('book', 'n', '_deleted', 'by')
const conditions = fc.record(
  { $eq: value, $gt: value, $gte: value, $lt: value, $lte: value, $in: fc.array(value, { maxLength: 3 }) },
  { requiredKeys: [] }
)
const filled = conditions.filter((all) => Object.keys(all).length > 0)

test('a selector matches what RxDB’s own matcher matches', () => {
  fc.assert(
    fc.property(
      fc.dictionary(field, filled, { maxKeys: 3 }),
      fc.array(fc.dictionary(field, value), { maxLength: 20 }),
      (selector, documents) => {
        const query = { selector, sort: [{ id: 'asc' }], skip: 0 } as unknown as FilledMangoQuery<Row>
        const matches = getQueryMatcher<Row>(factsSchema, query)
        const own = getMingoQuery(selector)
        for (const document of documents) expect(own.test(document)).toBe(matches(document as never))
      }
    ),
    { numRuns: 2_000 }
  )
})

test('a selector that says more than that is not guessed at', () => {
  expect(() => getMingoQuery({ by: { $regex: 'a' } })).toThrow('$regex')
  expect(() => getMingoQuery({ $or: [{ by: { $eq: 'a' } }] })).toThrow('$or')
})
