import * as v from 'valibot'
import { count, deviceId, id, isoTime, signature, slug, stream } from './shapes.ts'

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
  via: v.optional(slug)
}

/** Where the facts of one type live: their book (`any` for those allowed in each) and the kind of their stream. */
export interface FactPlace {
  book: string
  stream: string
}

/**
 * The strict shape of one type of fact: the common envelope, the literal type and its body.
 * Once released a body never changes; a change is a new type.
 */
export function fact<const Type extends string, Body extends v.GenericSchema>(type: Type, body: Body) {
  return v.strictObject({ ...envelope, type: v.literal(type), body })
}

/** The envelope alone: what a phone checks of a fact whose type it does not know yet. */
export const Envelope = v.strictObject({
  ...envelope,
  type: v.string(),
  body: v.record(v.string(), v.unknown())
})
export type Envelope = v.InferOutput<typeof Envelope>

/** A fact as it was signed: what a phone knows of its trip is left out. */
export function signedPart(fact: Envelope): Envelope {
  const { id, unit, book, stream, type, at, by, device, n, body, sig, via } = fact
  return { id, unit, book, stream, type, at, by, device, n, body, sig, ...(via !== undefined && { via }) }
}

/** Is that text the id of a fact? */
export const isId = (text: string): boolean => v.is(id, text)
