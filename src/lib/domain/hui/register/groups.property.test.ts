import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TestGroup } from '../../../../../tests/hui/test-groups.ts'
import { numberedId } from '../../../../../tests/hui/test-line.ts'
import type { Envelope } from '../../fact.ts'
import { groupStatuses } from '../facts/register.ts'
import { registerCounts } from './counts.ts'
import { groups } from './groups.ts'

const numRuns = 600
const days = ['2026-01-05', '2026-01-10', '2026-02-01', '2026-02-28', '2026-03-15']
const day = fc.constantFrom(...days)
const few = fc.integer({ min: 1, max: 3 })
const official = fc.oneof(
  few.map((i) => ({ account: `lt-${i}` })),
  few.map((i) => ({ name: `Người ${i}` }))
)

/** One record: what is done to a group. */
type Act = (group: TestGroup) => Envelope

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(day, few, few).map(
    ([on, host, members]): Act =>
      (group) =>
        group.register({ on, host: numberedId(900 + host), members, ...(host > 1 && { zalo: undefined }) })
  ),
  fc.tuple(day, official, fc.constantFrom('seated' as const, 'left' as const)).map(
    ([on, of, what]): Act =>
      (group) =>
        group.seat(on, of, 'police', what)
  ),
  day.map(
    (on): Act =>
      (group) =>
        group.commit(on)
  ),
  fc.tuple(day, few).map(
    ([on, k]): Act =>
      (group) =>
        group.report(on, { k })
  ),
  fc.tuple(day, fc.constantFrom(...groupStatuses)).map(
    ([on, to]): Act =>
      (group) =>
        group.set(on, to)
  ),
  fc.tuple(day, few).map(
    ([on, i]): Act =>
      (group) =>
        group.asset(on, 'gold', `${i} chỉ`)
  ),
  fc.tuple(day, day).map(
    ([on, round]): Act =>
      (group) =>
        group.remind(on, round)
  ),
  fc.tuple(day, few).map(
    ([on, i]): Act =>
      (group) =>
        group.tip(on, numberedId(70 + i))
  ),
  fc.nat(8).map(
    (i): Act =>
      (group) =>
        group.reverse((group.facts[i] ?? group.facts[0]!).id)
  )
)

/** By whom each record was written, and when the server took it; two phones, neither of which hears the other. */
const written = fc.tuple(act, fc.boolean(), fc.option(fc.nat(9), { nil: undefined }))

const book = fc.array(fc.array(written, { maxLength: 9 }), { minLength: 1, maxLength: 3 }).map((plans) =>
  plans.flatMap((plan, i) => {
    const group = new TestGroup(i + 1, { host: numberedId(900 + i) })
    for (const [act, isOther, took] of plan)
      Object.assign(act(group), {
        ...(isOther && { by: 'lt-truc', device: 'e'.repeat(43) }),
        ...(took !== undefined && { took: Date.UTC(2026, 0, 1 + took) })
      })
    return group.facts
  })
)

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, i) => ({ item, key: (i * 7_919 + seed * (i + 1) ** 2) % 1_009 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item)

test('any order of arrival gives the same rows, on any day', () => {
  fc.assert(
    fc.property(book, fc.nat(1_000), (facts, seed) => {
      for (const asOf of [...days, '2027-01-01']) {
        const rows = groups(facts, asOf)
        expect(groups(shuffled(facts, seed), asOf)).toEqual(rows)
        expect(groups(facts.toReversed(), asOf)).toEqual(rows)
      }
    }),
    { numRuns }
  )
})

test('each row has one host, its tips once, and nothing of a later day; counts are those of the rows', () => {
  fc.assert(
    fc.property(book, day, (facts, asOf) => {
      const rows = groups(facts, asOf)
      for (const { since, seats, reports, reminders, assets, tips, commitment } of rows) {
        const told = [...reports, ...reminders, ...assets, ...tips, ...(commitment ? [commitment] : [])]
        for (const on of [since, ...seats.map(({ since }) => since), ...told.map(({ on }) => on)])
          expect(on <= asOf).toBe(true)
        expect(new Set(tips.map(({ incident }) => incident)).size).toBe(tips.length)
      }
      const { byStatus, hosts, members } = registerCounts(rows)
      expect(Object.values(byStatus).reduce((sum, of) => sum + of, 0)).toBe(rows.length)
      const running = rows.filter(({ status }) => status !== 'stopped')
      expect(hosts).toBeLessThanOrEqual(running.length)
      expect(members).toBe(running.reduce((sum, row) => sum + row.members, 0))
    }),
    { numRuns }
  )
})
