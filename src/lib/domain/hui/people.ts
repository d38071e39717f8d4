import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { inOrder } from '../order.ts'

/** A person of a commune's hụi lines, as last described; `id` is that of their stream `person/<id>`. */
export type Person = { id: string } & FactOf<'hui.person-described'>['body']

/**
 * Follows the people of a book: a description that comes or goes costs its own person, and anything else in the book
 * nothing: the maps are the same objects until one of the people changes.
 */
export class PeopleFolds<F extends Envelope = Envelope> {
  readonly #folds = new StreamFolds<F, Person | null>(described)
  #described: readonly Person[] = []
  #people: ReadonlyMap<string, Person> = new Map()
  #names: ReadonlyMap<string, string> = new Map()

  /** Returns the people, and their names as of `calledNames`. @param facts of a book, oldest id first, none twice */
  of(facts: readonly F[]) {
    const all = [...this.#folds.of(facts).values()].filter((person) => person !== null)
    const known = this.#described
    if (all.length !== known.length || all.some((person, i) => person !== known[i])) {
      this.#people = new Map(all.map((person) => [person.id, person]))
      this.#names = calledNames(this.#people)
    }
    this.#described = all
    return { people: this.#people, names: this.#names }
  }

  /** Returns the facts of a stream as of the last call, of whatever kind. */
  factsOf(stream: string): readonly F[] {
    return this.#folds.factsOf(stream)
  }
}

/**
 * Returns the people of a book, by id: the latest description of each replaces the earlier ones whole. Names stay as
 * they were written. One in Khmer script without its person's consent, as older records may have, is left out.
 */
export const people = (facts: readonly Envelope[]): ReadonlyMap<string, Person> =>
  new PeopleFolds().of(facts).people

/** @param facts of one stream */
function described(facts: readonly Envelope[], stream: string): Person | null {
  const own = inOrder(facts.filter(({ type }) => type === 'hui.person-described'))
  const last = own.at(-1) as FactOf<'hui.person-described'> | undefined
  if (!last) return null
  const { khmer, khmerConsent, ...body } = last.body
  const id = stream.slice(stream.indexOf('/') + 1)
  return { id, ...body, ...(khmer !== undefined && khmerConsent && { khmer, khmerConsent }) }
}

/**
 * Returns a distinct name for each person: as the commune calls them, and where several go by that, with their full
 * name, else with their hamlet too: "Ba Rết (Trần Văn Rết)". People of one name and hamlet stay alike.
 */
export function calledNames(people: ReadonlyMap<string, Person>): ReadonlyMap<string, string> {
  const called = new Map<string, string>()
  let alike = [...people.values()]
  for (const precise of [0, 1, 2]) {
    const times = new Map<string, number>()
    for (const person of alike) {
      const name = nameWith(person, precise)
      called.set(person.id, name)
      times.set(name, (times.get(name) ?? 0) + 1)
    }
    alike = alike.filter(({ id }) => times.get(called.get(id)!)! > 1)
  }
  return called
}

function nameWith(person: Person, precise: number): string {
  const known = knownName(person)
  const full = person.name === known ? undefined : person.name
  const more = [full, person.hamlet].slice(0, precise).filter(Boolean)
  return more.length > 0 ? `${known} (${more.join(', ')})` : known
}

/** Returns the full name for a paper, and in brackets what the commune calls them: "Tăng Mỹ Huệ (Ba Huệ)". */
export const paperName = ({ knownAs, name }: Pick<Person, 'knownAs' | 'name'>): string =>
  knownAs === undefined || knownAs === name ? name : `${name} (${knownAs})`

/** Returns the name that the commune uses, "Ba Huệ", else the full name. */
export function knownName({ knownAs, name }: Pick<Person, 'knownAs' | 'name'>): string {
  return knownAs ?? name
}
