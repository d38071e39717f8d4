import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dayOf, numberedId } from '../../../../../tests/hui/test-line.ts'
import { hostileLines, hostileSame, hostileSigns } from '../../../../../tests/hui/hostile-books.ts'
import { line } from '../line.ts'
import { indicatorIds } from '../facts/warning.ts'
import { hostWarnings, type WarningContext } from './warnings.ts'
import { numRuns } from '../../../../../tests/hui/line-laws.ts'

const asOf = Date.UTC(2100, 0, 1)
const watched = (lines: { facts: Parameters<typeof line>[0] }[]) =>
  lines.map(({ facts }) => ({ state: line(facts, asOf)!, facts }))

const context: fc.Arbitrary<WarningContext> = fc
  .tuple(fc.nat(120), hostileSigns, hostileSame)
  .map(([day, signs, same]) => ({ asOf, day: dayOf(day), signs, same }))

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7_919 + seed * (i + 1) ** 2) % 1_009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

test('no book makes an indicator throw, and each host has all of them with whole numbers', () => {
  fc.assert(
    fc.property(hostileLines, context, (lines, context) => {
      for (const { indicators, foremost, level } of hostWarnings(watched(lines), context)) {
        expect(indicators.map(({ id }) => id)).toEqual(indicatorIds)
        expect(foremost.length).toBeLessThanOrEqual(3)
        expect(level === 'none' || foremost.length > 0).toBe(true)
        for (const { inputs } of indicators)
          for (const value of Object.values(inputs)) expect(Number.isInteger(value)).toBe(true)
      }
    }),
    { numRuns }
  )
})

test('the order of facts and of lines does not matter, nor does a fact heard twice', () => {
  fc.assert(
    fc.property(hostileLines, context, fc.nat(1_000), (lines, context, seed) => {
      const mixed = shuffled(lines, seed).map(({ facts }) => ({
        facts: shuffled([...facts, ...facts.slice(0, 4)], seed)
      }))
      expect(hostWarnings(watched(mixed), context)).toEqual(hostWarnings(watched(lines), context))
    }),
    { numRuns }
  )
})

test('without the lines of other hosts a host’s warning is the same', () => {
  fc.assert(
    fc.property(hostileLines, context, (lines, context) => {
      const all = watched(lines)
      for (const warning of hostWarnings(all, context)) {
        const own = all.filter(({ state }) => warning.byLine.has(state.id))
        expect(hostWarnings(own, context)).toEqual([warning])
      }
    }),
    { numRuns }
  )
})

test('facts that have not happened yet change nothing', () => {
  fc.assert(
    fc.property(hostileLines, context, (lines, context) => {
      const later = { ...context, asOf: Date.parse(dayOf(20)) }
      const before = lines.flatMap(({ facts }) => {
        const state = line(facts, later.asOf)
        return state ? [{ state, facts }] : []
      })
      const known = before.map(({ state, facts }) => ({
        state,
        facts: facts.filter(({ at }) => Date.parse(at) <= later.asOf)
      }))
      expect(hostWarnings(before, later)).toEqual(hostWarnings(known, later))
    }),
    { numRuns }
  )
})

test('hosts who are one person are one host', () => {
  fc.assert(
    fc.property(hostileLines, (lines) => {
      const same = new Map([991, 992].map((no) => [numberedId(no), numberedId(990)]))
      const found = hostWarnings(watched(lines), { asOf, day: dayOf(60), same })
      expect(found.map(({ host }) => host)).toEqual([numberedId(990)])
    }),
    { numRuns: 50 }
  )
})
