import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { bookIn, databaseName } from '../database-names.ts'
import { parseTopic, topicOf } from '../gates/contract/topics.ts'
import { joinNames, namesIn } from './joined-names.ts'
import { books, quarterlyBooks, roles, rolesIn, unitsOf } from '../roles.ts'
import { slug } from '../shapes.ts'

/** Names as provisioning takes them, with dots and hyphens where they may stand. */
const names = fc
  .stringMatching(/^[a-z0-9]{1,4}(?:[-.][a-z0-9]{1,4}){0,4}$/)
  .filter((name) => v.is(slug, name))

test('names come out of a key as they went in, whatever they contain', () => {
  const any = fc.oneof(
    names,
    fc.string({ unit: 'binary' }),
    fc.constantFrom('~', '%', '%7E', '%25', '~~', '')
  )
  fc.assert(
    fc.property(fc.array(any, { minLength: 1, maxLength: 4 }), (all) => {
      expect(namesIn(joinNames(...all))).toEqual(all)
    })
  )
})

test('two lists of names never make the same key', () => {
  const any = fc.array(
    fc.string({ maxLength: 6, unit: fc.constantFrom('a', '.', '~', '%', '7', 'E', '2', '5') }),
    { minLength: 1 }
  )
  fc.assert(
    fc.property(any, any, (one, other) => {
      expect(joinNames(...one) === joinNames(...other)).toBe(JSON.stringify(one) === JSON.stringify(other))
    })
  )
})

test('a name with dots or hyphens stays itself in topics, databases and roles', () => {
  fc.assert(
    fc.property(names, names, names, (unit, gate, account) => {
      const command = { kind: 'command', unit, gate, account } as const
      expect(parseTopic(topicOf(command))).toEqual(command)
      for (const book of books) {
        const quarter = quarterlyBooks.includes(book) ? '2026q4' : ''
        expect(bookIn(databaseName(unit, book, quarter))).toEqual({ unit, book })
      }
      const held = roles.map((role) => `${unit}:${role}`)
      expect([unitsOf(held), rolesIn(unit, held)]).toEqual([[unit], roles])
      if (gate !== unit) expect(rolesIn(gate, held)).toEqual([])
    })
  )
})
