import { expect, test } from 'vitest'
import { registerCounts } from '#lib/domain/hui/register/counts.ts'
import { groups } from '#lib/domain/hui/register/groups.ts'
import { silentRounds } from '#lib/domain/hui/register/silent.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { refuse } from '#lib/domain/rules.ts'
import { langTronTips } from '../incidents/lang-tron.ts'
import { inTime, numbered } from './entries.ts'
import { groupEntries } from './groups.ts'
import { demoPeople } from './people.ts'

const dayMs = 86_400_000
const days = Array.from({ length: 12 }, (_, i) =>
  new Date(Date.UTC(2026, 0, 1) + i * 101 * dayMs).toISOString().slice(0, 10)
)

/** The register of the demo on an ISO day, as facts of one phone. */
function factsOn(today: string): Envelope[] {
  const listedAt = Date.parse(today) - 700 * dayMs
  const entries = groupEntries(today, listedAt, demoPeople(listedAt).hosts)
  const facts = numbered(inTime(entries), 'd'.repeat(43))
  return facts.map((fact) => ({ ...fact, by: 'lt-truc', sig: `${'s'.repeat(85)}A` }))
}

test.each(['2025-03-29', ''])(
  'on %s (or today): 65 hosts with groups, about 1,000 members, 19 tips',
  (day) => {
    for (const today of days) {
      const rows = groups(factsOn(today), day || today)
      const { hosts, byStatus, members, tips } = registerCounts(rows)
      expect([hosts, byStatus.active, tips]).toEqual([65, 65, 19])
      expect(members).toBeGreaterThan(950)
      expect(members).toBeLessThan(1_050)
      expect(rows.filter(({ commitment }) => commitment).length).toBeGreaterThan(40)
      expect(rows.every(({ seats }) => seats.length > 0)).toBe(true)
    }
  }
)

test('the tips of a past day are those received by then', () => {
  const facts = factsOn(days[0]!)
  const by = (day: string) => registerCounts(groups(facts, day)).tips
  expect([by('2022-05-16'), by('2022-05-17'), by('2023-12-31'), by('2025-03-17')]).toEqual([0, 1, 11, 18])
  expect(langTronTips()).toHaveLength(19)
})

test('four hosts are silent about their last round, one of them was reminded', () => {
  for (const today of days) {
    const silent = silentRounds(groups(factsOn(today), today), [], today)
    expect(silent.map(({ rounds }) => rounds)).toEqual([1, 1, 1, 1])
    const reminded = silent.filter(({ groups: [group], on }) =>
      group.reminders.some(({ round }) => round === on)
    )
    expect(reminded).toHaveLength(1)
  }
})

test('all of it is what an officer may write, once each, and lies in the past', () => {
  for (const today of days) {
    const facts = factsOn(today)
    const who = { name: 'lt-truc', roles: ['phuong-lang-tron:officer'] }
    const place = { unit: 'phuong-lang-tron', book: 'hui' } as const
    expect(facts.map((fact) => refuse(fact, null, who, place)).filter(Boolean)).toEqual([])
    expect(facts.every(({ at }) => at.slice(0, 10) < today)).toBe(true)
  }
})
