import type { Change } from '../bundle.ts'
import type { Law } from '../inside/broken.ts'
import type { Plot } from '../inside/plots.ts'

/** Takes a guard out of the product; histories must then see a law broken. */
export interface Sabotage {
  name: string
  law: Law
  changes: readonly Change[]
  /** Plots that bring it about, played much more often than by chance. */
  plots?: readonly Plot[]
  /** Seed of a history that saw it once, tried first. Where it no longer does, the others are searched. */
  seen?: number
}

export const one = (
  name: string,
  law: Law,
  file: string,
  find: string,
  put: string,
  seen?: number
): Sabotage => ({ name, law, changes: [{ file, find, put }], ...(seen && { seen }) })
