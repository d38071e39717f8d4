import * as v from 'valibot'
import { books, type Book } from './roles.ts'

/**
 * The retained message of a bell: the book's latest update sequence, as CouchDB gives it. It reveals nothing of the
 * content.
 */
export const Ring = v.strictObject({ seq: v.pipe(v.string(), v.maxLength(1_024)) })
export type Ring = v.InferOutput<typeof Ring>

/** Returns the MQTT topic that rings when a book changes; its readers subscribe to it. */
export function bellOf(unit: string, book: Book): string {
  return `antt/v1/${unit}/bell/${book}`
}

/** Parses the topic of a bell; null when it is not one. */
export function bellAt(topic: string): { unit: string; book: Book } | null {
  const [, unit, name] = /^antt\/v1\/([^/]+)\/bell\/([a-z]+)$/.exec(topic) ?? []
  const book = books.find((known) => known === name)
  return unit && book ? { unit, book } : null
}
