import { bundle, type Change } from '../bundle.ts'
import type { Law } from '../inside/broken.ts'
import type { Plot } from '../inside/plots.ts'
import { smallSizes } from '../sizes.ts'

/** A guard taken out of the product, and the law that histories must then see broken. */
export interface Sabotage {
  name: string
  law: Law
  changes: readonly Change[]
  /** What brings it about, played much more often than by chance. */
  plots?: readonly Plot[]
  /** A history that saw it, tried first: it may see it no longer, and then the others are searched. */
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

/** Within as many histories as every test run has, a guard that is missing must be missed. */
const enough = 300

/** The laws that were seen broken until that of the sabotage was. */
export async function brokenBy({ law, changes, plots, seen }: Sabotage): Promise<readonly string[]> {
  const { history } = await bundle([...smallSizes, ...changes])
  const found = new Set<string>()
  const seeds = Array.from({ length: enough }, (_, i) => i + 1)
  for (const seed of seen ? [seen, ...seeds] : seeds) {
    const { broken } = await history(seed, plots)
    if (broken) found.add(broken.law)
    if (found.has(law)) break
  }
  return [...found]
}
