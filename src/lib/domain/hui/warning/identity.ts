import { folded } from '../../search.ts'
import { Clusters } from './clusters.ts'
import { indicator, levelFrom, levelOfShare, worse, type Indicator } from './indicator.ts'
import { likeness } from './likeness.ts'
import type { HostWatch, LineWatch } from './watch.ts'

/** R1, of a line: the share of parts with a holder of whom nobody has seen an ID, a phone or a signature. */
export function unverifiedShare({ id, state }: LineWatch, watch: HostWatch): Indicator {
  const { leastParts, leastRedPeople, ...bounds } = watch.limits.R1
  const parts = state.parts.length
  if (!watch.signs.verified) return indicator('R1', 'not-computable', { parts })
  const unseen = unverifiedIn(watch)
  const unverified = state.parts.filter(({ holders }) =>
    holders.some(({ person }) => unseen.has(watch.who(person)))
  )
  const names = unverified.flatMap(({ holders }) => holders.map(({ person }) => watch.who(person)))
  const people = new Set(names.filter((person) => unseen.has(person))).size
  const inputs = { unverified: unverified.length, parts, people, leastParts, leastRedPeople }
  const evidence = unverified.map(({ no }) => ({ line: id, part: no }))
  if (parts < leastParts) return indicator('R1', 'too-few', inputs, evidence)
  const level = levelOfShare(unverified.length, parts, bounds)
  return indicator('R1', level === 'red' && people < leastRedPeople ? 'amber' : level, inputs, evidence)
}

/** Returns the holders whom nobody has seen; none while that is not asked. The host is known. */
export function unverifiedIn(watch: HostWatch): Set<string> {
  const { verified } = watch.signs
  if (!verified) return new Set()
  const seen = new Set([...verified].map(watch.who))
  return new Set([...peopleOf(watch)].filter((person) => person !== watch.host && !seen.has(person)))
}

/**
 * R2: names that stand for fewer people. An account under 11 names counts 10. Two names that share nothing but a phone, as
 * couples do, or are alike in one house, as those of brothers are, stay amber, however many such pairs there are.
 */
export function identityCollisions(watch: HostWatch): Indicator {
  const { marks, addresses } = watch.signs
  const people = peopleOf(watch)
  if (!marks && !addresses) return indicator('R2', 'not-computable', { people: people.size })
  const named = [...(marks ?? []).map(({ person }) => person), ...(addresses?.keys() ?? [])].map(watch.who)
  const known = new Set(named.filter((person) => people.has(person))).size
  const { pairs, groups } = collisionsIn(watch, people)
  const surplus = groups.reduce((sum, group) => sum + group.length - 1, 0)
  const level = worse(levelFrom(surplus, watch.limits.R2), pairs.length > 0 ? 'amber' : 'none')
  const evidence = [...new Set([...groups, ...pairs].flat())].map((person) => ({ person }))
  return indicator('R2', level, { surplus, pairs: pairs.length, people: people.size, known }, evidence)
}

/** Returns the people who share more than a phone or a like name in a pair. */
export const collidingIn = (watch: HostWatch): Set<string> =>
  new Set(collisionsIn(watch, peopleOf(watch)).groups.flat())

function collisionsIn(watch: HostWatch, people: ReadonlySet<string>) {
  const firm = new Clusters()
  const pairs = new Map<string, string[]>()
  for (const { weak, names } of sharedThings(watch, people)) {
    const [first, ...others] = [...names].sort()
    if (weak && names.size === 2) pairs.set(`${first} ${others[0]}`, [first!, others[0]!])
    else for (const other of others) firm.join(first!, other)
  }
  const { groups } = firm
  return { groups, pairs: [...pairs.values()].filter(([a, b]) => !firm.areJoined(a!, b!)) }
}

interface SharedThing {
  /** A phone or a like name: two people may well share it. */
  weak: boolean
  names: Set<string>
}

function sharedThings(watch: HostWatch, people: ReadonlySet<string>): SharedThing[] {
  const byKey = new Map<string, SharedThing>()
  for (const { person, kind, mark } of watch.signs.marks ?? []) {
    const one = watch.who(person)
    if (!people.has(one)) continue
    const thing = byKey.get(`${kind} ${mark}`) ?? { weak: kind === 'phone', names: new Set() }
    thing.names.add(one)
    byKey.set(`${kind} ${mark}`, thing)
  }
  const alike = namesakesIn(watch, people).map((names) => ({ weak: true, names: new Set(names) }))
  return [...byKey.values(), ...alike].filter(({ names }) => names.size > 1)
}

/** Returns the people of nearly the same name in one house. */
function namesakesIn({ signs, limits, who }: HostWatch, people: ReadonlySet<string>): string[][] {
  const { similar, mostInHouse } = limits.R2
  const byHouse = new Map<string, Map<string, string>>()
  for (const [id, { name, house }] of signs.addresses ?? []) {
    const [person, key] = [who(id), folded(house).trim()]
    if (!people.has(person) || key === '') continue
    byHouse.set(key, (byHouse.get(key) ?? new Map()).set(person, folded(name)))
  }
  const alike = new Clusters()
  for (const names of byHouse.values())
    if (names.size <= mostInHouse)
      for (const [a, first] of names)
        for (const [b, second] of names) if (a < b && likeness(first, second) >= similar) alike.join(a, b)
  return alike.groups
}

/** Returns all who hold, or held at the beginning, a part of the host's lines, and the host. */
function peopleOf({ lines, host, who }: HostWatch): Set<string> {
  const people = new Set([host])
  for (const { state } of lines) {
    for (const { holders } of state.parts) for (const { person } of holders) people.add(who(person))
    for (const holders of state.terms.parts) for (const { person } of holders) people.add(who(person))
  }
  return people
}
