import { keptWords, words, type Kept, type Refused } from './odd.ts'

export interface FieldRows {
  label: string
  /** Nothing is recorded, the sentence stands at the field, and every character stays. */
  refused: readonly Refused[]
  /** Recorded, in the body's `key`. */
  kept?: { key: string; rows: readonly Kept[] }
}

export interface FormRows {
  /** The components under `src/routes` that draw its fields. */
  files: readonly string[]
  fields: readonly FieldRows[]
}

/** A field of somebody's own words. @param missing what is said to nothing; '' where nothing is allowed */
export const own = (label: string, key: string, max: number, missing = '', many = false): FieldRows => ({
  label,
  refused: words(max, missing),
  kept: { key, rows: keptWords(max, many) }
})
