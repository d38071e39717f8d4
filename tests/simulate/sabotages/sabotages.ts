import { bundle, type Outcome } from '../bundle.ts'
import { smallSizes } from '../sizes.ts'
import { admitting } from './admitting.ts'
import { keeping } from './keeping.ts'
import { meeting } from './meeting.ts'
import { sending } from './sending.ts'
import type { Sabotage } from './sabotage.ts'

export const sabotages: readonly Sabotage[] = [...keeping, ...sending, ...admitting, ...meeting]

/** A guard whose loss so many histories would not notice is not guarded. */
const enough = 300
const seeds = Array.from({ length: enough }, (_, i) => i + 1)

/** Plays as many histories of the product as it is. @returns the first that breaks a law, null when none does */
export async function brokenAsItIs(): Promise<Outcome | null> {
  const { history } = await bundle(smallSizes)
  for (const seed of seeds) {
    const outcome = await history(seed)
    if (outcome.broken) return outcome
  }
  return null
}

/** Plays histories without a guard. @returns the laws seen broken, up to the one that the sabotage must break */
export async function brokenBy({ law, changes, plots, seen }: Sabotage): Promise<readonly string[]> {
  const { history } = await bundle([...smallSizes, ...changes])
  const found = new Set<string>()
  for (const seed of seen ? [seen, ...seeds] : seeds) {
    const { broken } = await history(seed, plots)
    if (broken) found.add(broken.law)
    if (found.has(law)) break
  }
  return [...found]
}
