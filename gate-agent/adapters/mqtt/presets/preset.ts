import type * as v from 'valibot'
import type { Mapping } from '../mapping.ts'

/** A kind of controller that needs only a few words from its operator. */
export interface MappingPreset {
  /** The parameters, each with what it is when left out; null: it is required. */
  parameters: Readonly<Record<string, string | null>>
  /** Returns the mapping for these parameters. */
  mapping(given: Readonly<Record<string, string>>): v.InferInput<typeof Mapping>
}
