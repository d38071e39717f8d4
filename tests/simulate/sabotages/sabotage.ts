import { bundle, type Change } from '../bundle.ts'
import type { Law } from '../inside/broken.ts'
import { smallSizes } from '../sizes.ts'

/** A guard taken out of the product, and the law that histories must then see broken. */
export interface Sabotage {
  name: string
  law: Law
  changes: readonly Change[]
}

export const one = (name: string, law: Law, file: string, find: string, put: string): Sabotage => ({
  name,
  law,
  changes: [{ file, find, put }]
})

/** Within as many histories as every test run has, a guard that is missing must be missed. */
const enough = 300

/** The laws that were seen broken until that of the sabotage was. */
export async function brokenBy({ law, changes }: Sabotage): Promise<readonly string[]> {
  const { history } = await bundle([...smallSizes, ...changes])
  const found = new Set<string>()
  for (let seed = 1; seed <= enough && !found.has(law); seed++) {
    const { broken } = await history(seed)
    if (broken) found.add(broken.law)
  }
  return [...found]
}
