import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

/** A person of a commune's hụi lines, as last described; `id` is that of their stream `person/<id>`. */
export type Person = { id: string } & FactOf<'hui.person-described'>['body']

/**
 * Returns the people of a book, by id: the latest description of each replaces the earlier ones whole. Names stay as
 * they were written. One in Khmer script without its person's consent, as older records may have, is left out.
 */
export function people(facts: readonly Envelope[]): ReadonlyMap<string, Person> {
  const known = new Map<string, Person>()
  for (const fact of inOrder(facts.filter(({ type }) => type === 'hui.person-described')) as Fact[]) {
    if (fact.type !== 'hui.person-described') continue
    const id = fact.stream.slice(fact.stream.indexOf('/') + 1)
    const { khmer, khmerConsent, ...body } = fact.body
    known.set(id, { id, ...body, ...(khmer !== undefined && khmerConsent && { khmer, khmerConsent }) })
  }
  return known
}

/**
 * Returns a distinct name for each person: as the commune calls them, and where several go by that, with their full
 * name, else with their hamlet too: "Ba Rết (Trần Văn Rết)". People of one name and hamlet stay alike.
 */
export function calledNames(people: ReadonlyMap<string, Person>): ReadonlyMap<string, string> {
  const called = new Map<string, string>()
  let alike = [...people.values()]
  for (const precise of [0, 1, 2]) {
    const nameOf = (person: Person) => nameWith(person, precise)
    const times = new Map<string, number>()
    for (const name of alike.map(nameOf)) times.set(name, (times.get(name) ?? 0) + 1)
    for (const person of alike) called.set(person.id, nameOf(person))
    alike = alike.filter((person) => times.get(nameOf(person))! > 1)
  }
  return called
}

function nameWith(person: Person, precise: number): string {
  const known = knownName(person)
  const full = person.name === known ? undefined : person.name
  const more = [full, person.hamlet].slice(0, precise).filter(Boolean)
  return more.length > 0 ? `${known} (${more.join(', ')})` : known
}

/** Returns the name that the commune uses, "Ba Huệ", else the full name. */
export function knownName({ knownAs, name }: Pick<Person, 'knownAs' | 'name'>): string {
  return knownAs ?? name
}
