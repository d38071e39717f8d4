import { keptReasons, type KeptReason, type SubjectKind } from './subject.ts'
import type { Envelope } from '../fact.ts'
import { isKnownType, isShaped, permissions, type Fact, type FactOf } from '../facts.ts'

type ToldErased = FactOf<'directory.facts-erased'>['body']

/** An erased record, by the book in which it stood. */
type ErasedFact = ToldErased['erased'][number] & Pick<ToldErased, 'book'>

/** An order to erase a person's data, and its outcome. */
export interface Erasure {
  /** The id of the order. */
  id: string
  kind: SubjectKind
  subject: string
  reason: FactOf<'directory.erasure-ordered'>['body']['reason']
  by: string
  /** Unix ms. */
  at: number
  declined: KeptReason | null
  /** Null until the server has obeyed; `at`: the first time it did, Unix ms. */
  done: {
    at: number
    erased: ErasedFact[]
    photos: readonly string[]
    /** Hashes of the parts of the erased records' photos; one that another photo needs is still there. */
    parts: readonly string[]
  } | null
}

/** Returns the book in which that kind of person stands, and whose records may name them. */
const bookOfKind = (kind: SubjectKind): 'hui' | 'duty' => (kind === 'person' ? 'hui' : 'duty')

/** Returns all books that hold data of that kind of person: their own, and the private one. */
export const booksOfKind = (kind: SubjectKind) => [bookOfKind(kind), 'private'] as const

/** Returns the streams that hold the data of a person, whatever the book. */
export const streamsAbout = ({ kind, subject }: Pick<Erasure, 'kind' | 'subject'>): readonly string[] => [
  `${kind}/${subject}`,
  `subject/${subject}`
]

/** Returns the orders in a directory, the oldest first. @param facts that count, in their order: see `countingFacts` */
export function erasuresIn(facts: readonly Envelope[]): Erasure[] {
  const known = facts.filter(isShaped)
  const erasures = new Map<string, Erasure>()
  for (const fact of known) {
    if (fact.type !== 'directory.erasure-ordered') continue
    const { id, by, body } = fact
    erasures.set(id, { id, ...body, by, at: Date.parse(fact.at), declined: null, done: null })
  }
  for (const { type, body, at } of known) {
    if (type === 'directory.erasure-declined') {
      const order = erasures.get(body.order)
      if (order) order.declined = body.why
    }
    if (type === 'directory.facts-erased') {
      const order = erasures.get(body.order)
      if (!order) continue
      const { erased, photos, parts, ...first } = order.done ?? {
        at: Date.parse(at),
        erased: [],
        photos: [],
        parts: []
      }
      // Counts a record once that came back, as after a restore, and was therefore erased and reported a second time.
      const now = body.erased.map((one) => ({ ...one, book: body.book }))
      const erasedById = new Map([...erased, ...now].map((one) => [one.id, one]))
      order.done = {
        ...first,
        erased: [...erasedById.values()],
        photos: [...new Set([...photos, ...body.photos])],
        parts: [...new Set([...parts, ...body.parts])]
      }
    }
  }
  return [...erasures.values()]
}

/** Returns the server's entries about erased records in a directory. */
export const erasedIn = (facts: readonly Envelope[]): ToldErased[] =>
  facts
    .filter(isShaped)
    .flatMap((fact) => (fact.type === 'directory.facts-erased' && fact.via === undefined ? fact.body : []))

/** Selects the facts about a person: those of their own streams. @param facts of the person's books */
export function factsAbout<F extends Envelope>(
  who: Pick<Erasure, 'kind' | 'subject'>,
  facts: readonly F[]
): F[] {
  const streams = streamsAbout(who)
  return facts.filter(({ stream }) => streams.includes(stream))
}

/** Tells where a hụi book names a person: codes of lines that they host or hold a part in, files of collapses, groups, remarks. */
export function placesOf(
  person: string,
  facts: readonly Envelope[]
): { lines: string[]; inCollapse: boolean; inGroup: boolean; inRemark: boolean } {
  const naming = namingFacts({ kind: 'person', subject: person }, facts)
  const isKeptAs = (reason: KeptReason) =>
    naming.some(({ type }) => permissions[type].names!.keptAs === reason)
  return {
    lines: naming.flatMap(({ type, body }) => (type === 'hui.line-agreed' ? body.code : [])),
    inCollapse: isKeptAs('in-collapse'),
    inGroup: isKeptAs('in-group'),
    inRemark: isKeptAs('in-remark')
  }
}

/**
 * Returns why a person cannot be erased: a record that names them would no longer be whole; null: they can.
 * @param facts of the person's book
 */
export function whyNotErased(
  who: Pick<Erasure, 'kind' | 'subject'>,
  facts: readonly Envelope[]
): KeptReason | null {
  const reasons = new Set(namingFacts(who, facts).map(({ type }) => permissions[type].names!.keptAs))
  return keptReasons.find((reason) => reasons.has(reason)) ?? null
}

/**
 * Selects the facts that name a person, as declared by the types of fact. One of another shape, written past the gateway,
 * names nobody: it must not stop the erasures of others.
 */
function namingFacts(
  { kind, subject }: Pick<Erasure, 'kind' | 'subject'>,
  facts: readonly Envelope[]
): Fact[] {
  return facts.filter((fact): fact is Fact => {
    const names = isKnownType(fact.type) ? permissions[fact.type].names : undefined
    if (names?.kind !== kind || !isShaped(fact)) return false
    return names.ids(fact.body, fact.stream.slice(fact.stream.indexOf('/') + 1)).includes(subject)
  })
}
