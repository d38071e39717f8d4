import type { Envelope } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

/** A person of a commune's hụi lines, as she was last described; `id` is that of her stream `person/<id>`. */
export type Person = { id: string } & FactOf<'hui.person-described'>['body']

/** The people of a book, by id: the latest description of each counts whole. Names stay as they were written. */
export function people(facts: readonly Envelope[]): ReadonlyMap<string, Person> {
  const known = new Map<string, Person>()
  for (const fact of inOrder(facts.filter(({ type }) => type === 'hui.person-described')) as Fact[]) {
    if (fact.type !== 'hui.person-described') continue
    const id = fact.stream.slice(fact.stream.indexOf('/') + 1)
    known.set(id, { id, ...fact.body })
  }
  return known
}

/** What the commune calls her: "Ba Huệ", else the full name. */
export function knownName({ knownAs, name }: Pick<Person, 'knownAs' | 'name'>): string {
  return knownAs ?? name
}
