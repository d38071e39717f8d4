import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withChanges } from './with-changes.ts'

const number = fc.integer({ min: 0, max: 60 })
const itemOf = (n: number, state: string) => ({ id: String(n).padStart(2, '0'), state })

test('a list with changes holds what its items say now, in the order of their ids, few changes or many', () => {
  const lists = fc.uniqueArray(number, { maxLength: 60 })
  const changes = fc.uniqueArray(fc.tuple(number, fc.boolean()), { maxLength: 60, selector: ([n]) => n })
  fc.assert(
    fc.property(lists, changes, (before, now) => {
      const list = before.sort((a, b) => a - b).map((n) => itemOf(n, 'before'))
      const changed = new Map(now.map(([n, stays]) => [itemOf(n, '').id, stays ? itemOf(n, 'now') : null]))
      const expected = new Map(list.map((item) => [item.id, item]))
      for (const [id, item] of changed) {
        if (item) expected.set(id, item)
        else expected.delete(id)
      }
      expect(withChanges(list, changed)).toEqual(
        [...expected.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
      )
      expect(list.every(({ state }) => state === 'before')).toBe(true)
    }),
    { numRuns: 2_000 }
  )
})
