import * as v from 'valibot'
import type { KeptReason, SubjectKind } from './erasure/subject.ts'
import type { Book, Role } from './roles.ts'
import { count, deviceId, id, isoTime, sha256, signature, slug, stream, streamOfId } from './shapes.ts'

const envelope = {
  id,
  unit: slug,
  book: slug,
  stream,
  at: isoTime,
  by: slug,
  device: deviceId,
  n: count,
  sig: signature,
  via: v.optional(slug),
  took: v.optional(count),
  seal: v.optional(sha256)
}

/** Names what others add to a signed fact: `via` its carrier; `took` (Unix ms) and `seal` the server that admitted it. */
export type Added = 'via' | 'took' | 'seal'

/** The people whom a body names besides the subject of its own stream: none of them can be erased while the fact stands. */
interface Naming<Body> {
  kind: SubjectKind
  /** @param subject the id of the stream, the part after the slash */
  ids(body: Body, subject: string): readonly string[]
  /** The reason given to the commander when an erasure is declined. */
  keptAs: KeptReason
}

/** The place of facts of one type, the roles that may write them, and the people they name. */
export interface FactRights<Body = unknown> {
  /** `any`: each book that its author may read. */
  book: Book | 'any'
  /** The kind of its stream, the part before the slash. */
  stream: string
  /** Whether a phone makes the id of its stream, the part after the slash: refused is any other than a UUID. */
  madeId?: true
  writers: readonly Role[]
  names?: Naming<Body>
}

/**
 * Declares a type of fact: `<book>.<what-happened>`, its rights and the shape of its body. Returns the strict shape of
 * the whole fact: the common envelope, the literal type and the body. `facts.ts` derives the union of types, the table
 * of permissions and the names that erasure checks from these declarations.
 */
export function fact<const Type extends string, Body extends v.GenericSchema>(
  type: Type,
  { book = type.split('.')[0] as Book, ...rights }: Optional<FactRights<v.InferOutput<Body>>, 'book'>,
  body: Body
) {
  const named = rights.madeId ? { ...envelope, stream: streamOfId } : envelope
  const shape = v.strictObject({ ...named, type: v.literal(type), body })
  return Object.assign(shape, { rights: { book, ...rights } as FactRights })
}

type Optional<T, Key extends keyof T> = Omit<T, Key> & Partial<Pick<T, Key>>

/** The envelope with any body: all that a phone can check in a fact whose type it does not know yet. */
export const Envelope = v.strictObject({
  ...envelope,
  type: v.string(),
  body: v.record(v.string(), v.unknown())
})
export type Envelope = v.InferOutput<typeof Envelope>

/** Returns the fields that were signed or added on the way, without what a phone keeps about syncing. */
export function signedPart(fact: Envelope): Envelope {
  const { id, unit, book, stream, type, at, by, device, n, body, sig } = fact
  return { id, unit, book, stream, type, at, by, device, n, body, sig, ...addedTo(fact) }
}

/** Returns what others added to a fact: its carrier, and the server's time and seal. */
export function addedTo({ via, took, seal }: Partial<Pick<Envelope, Added>>) {
  const added: { via?: string; took?: number; seal?: string } = {}
  if (via !== undefined) added.via = via
  if (took !== undefined) added.took = took
  if (seal !== undefined) added.seal = seal
  return added
}

/** Tells whether a text is the id of a fact. */
export const isId = (text: string): boolean => v.is(id, text)
