import * as v from 'valibot'
import { books, type Book } from './roles.ts'

/** What lies at a bell's topic: up to where the book has moved, in CouchDB's own words. It says nothing of what is in it. */
export const Ring = v.strictObject({ seq: v.pipe(v.string(), v.maxLength(1_024)) })
export type Ring = v.InferOutput<typeof Ring>

/** The topic of a book's bell, which its readers hear. */
export function bellOf(unit: string, book: Book): string {
  return `antt/v1/${unit}/bell/${book}`
}

/** Whose bell that topic is; null: nobody's. */
export function bellAt(topic: string): { unit: string; book: Book } | null {
  const [, unit, name] = /^antt\/v1\/([^/]+)\/bell\/([a-z]+)$/.exec(topic) ?? []
  const book = books.find((known) => known === name)
  return unit && book ? { unit, book } : null
}
