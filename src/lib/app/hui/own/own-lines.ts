import { isOwnId, ownId, ownPerson } from '#lib/domain/hui/own/own-record.ts'
import type { LineOutline } from '#lib/domain/hui/outline.ts'
import { PeopleFolds, type Person } from '#lib/domain/hui/people.ts'
import { keepsOwn } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { BookDeps } from '../../notebook/book-deps.ts'
import type { Outcome } from '../../notebook/record.ts'

type OwnDeps = Pick<BookDeps, 'unit' | 'account' | 'roles' | 'directory' | 'record' | 'clock'>

/** Gives a host (chủ hụi) ids of her own, and makes her a person in her book; in the commune's book it only makes ids. */
export class OwnBook {
  #introduced: Promise<Outcome> | undefined
  #lastMs = 0

  constructor(private readonly parts: OwnDeps) {}

  /** Returns the person whom a host is in a book of her own; null in the commune's book. */
  get person(): string | null {
    return keepsOwn(this.parts.roles, 'hui') ? ownPerson(this.#owner) : null
  }

  /** Makes the id of a line or a person. */
  newId(): string {
    const { clock } = this.parts
    if (this.person === null) return uuidv7(clock.now(), clock.random(10))
    return ownId(this.#owner, (this.#lastMs = Math.max(this.#lastMs + 1, clock.now())))
  }

  /** Describes a host as the commune lists her account, once: as a member of her lines she is found too. */
  async introduce(known: ReadonlyMap<string, unknown>): Promise<void> {
    const { person } = this
    if (person === null || known.has(person)) return
    const { unit, account, directory, record } = this.parts
    const { name = account, knownAs } = directory().accounts.get(account) ?? {}
    const body = { name, ...(knownAs && { knownAs }) }
    const place = { unit, book: 'hui', stream: `person/${person}` } as const
    this.#introduced ??= record({ ...place, type: 'hui.person-described', body })
    if (!(await this.#introduced).ok) this.#introduced = undefined
  }

  get #owner() {
    return { unit: this.parts.unit, by: this.parts.account }
  }
}

type Outlines = readonly LineOutline[]

interface Sorted {
  outlines: Outlines
  /** Whether they were sorted as a host's own: her role may change while the book is open. */
  isOwn: boolean
  lines: readonly LineOutline[]
  /** Those that hosts handed in (*chủ hụi khai*). */
  declared: readonly LineOutline[]
}

const none: readonly LineOutline[] = []

/** Parts the lines of a book from those that hosts handed in; both stay in their order. */
export class SortedLines {
  #sorted: Sorted | undefined
  readonly #declared = new WeakMap<LineOutline, boolean>()

  /** @param isOwn whether all of them are a host's own */
  of(outlines: Outlines, isOwn: boolean): Sorted {
    if (this.#sorted?.outlines === outlines && this.#sorted.isOwn === isOwn) return this.#sorted
    const found = isOwn ? none : outlines.filter((line) => this.#isDeclared(line))
    if (found.length === 0) return (this.#sorted = { outlines, isOwn, lines: outlines, declared: none })
    const lines = outlines.filter((line) => !this.#isDeclared(line))
    return (this.#sorted = { outlines, isOwn, lines, declared: found })
  }

  /** Tells whether a host herself began a line, on her phone. */
  #isDeclared(line: LineOutline): boolean {
    const is = this.#declared.get(line) ?? isOwnId(line.id, line.opening)
    this.#declared.set(line, is)
    return is
  }
}

/**
 * Returns those of some declared lines that an account itself began as a host. Each bears an id of its opening's author, whose
 * phone or key stands for it, so nobody's name puts a line here.
 */
export const linesOfAccount = (account: string, declared: readonly LineOutline[]): readonly LineOutline[] =>
  declared.filter(({ opening }) => opening.by === account)

interface Read {
  facts: readonly StoredFact[]
  isOwn: boolean
  people: ReadonlyMap<string, Person>
  names: ReadonlyMap<string, string>
  /** The names of people whom hosts described: they make nobody's name in the book ambiguous. */
  theirs: ReadonlyMap<string, string>
}

/** Reads who the people of a book are, those apart whom hosts described in what they handed in. */
export class BookPeople {
  #read: Read | undefined
  readonly #ours = new PeopleFolds<StoredFact>()
  readonly #theirs = new PeopleFolds<StoredFact>()
  readonly #described = new WeakMap<StoredFact, boolean>()

  /** @param facts about people, the oldest id first @param isOwn whether all of them are in a host's own book */
  of(facts: readonly StoredFact[], isOwn: boolean): Read {
    if (this.#read?.facts === facts && this.#read.isOwn === isOwn) return this.#read
    const streams = new Set(
      isOwn ? [] : facts.filter((fact) => this.#isDescribedByHost(fact)).map(({ stream }) => stream)
    )
    const isTheirs = ({ stream }: StoredFact) => streams.has(stream)
    const ours = streams.size > 0 ? facts.filter((fact) => !isTheirs(fact)) : facts
    // Nobody else renames them.
    const isHers = (fact: StoredFact) =>
      isTheirs(fact) && (fact.type !== 'hui.person-described' || this.#isDescribedByHost(fact))
    const theirs = this.#theirs.of(streams.size > 0 ? facts.filter(isHers) : []).names
    return (this.#read = { facts, isOwn, ...this.#ours.of(ours), theirs })
  }

  /** Returns the facts about a person as of the last call. */
  factsOf(person: string): readonly StoredFact[] {
    return this.#ours.factsOf(`person/${person}`)
  }

  /** Tells whether a host described somebody by an id that she made, in whatever line of hers, or in none. */
  #isDescribedByHost(fact: StoredFact): boolean {
    const known = this.#described.get(fact)
    if (known !== undefined) return known
    const is = fact.type === 'hui.person-described' && isOwnId(fact.stream.slice('person/'.length), fact)
    this.#described.set(fact, is)
    return is
  }
}
