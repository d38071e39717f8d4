import { bundle } from '../bundle.ts'
import { smallSizes } from '../sizes.ts'
import { keeping } from './keeping.ts'
import { sending } from './sending.ts'
import type { Sabotage } from './sabotage.ts'

export const sabotages: readonly Sabotage[] = [...keeping, ...sending]

/** As many histories as `npm test` plays: a guard whose loss they would not notice is not guarded. */
const enough = 300

/** Plays histories without a guard. @returns the laws seen broken, up to the one that the sabotage must break */
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
