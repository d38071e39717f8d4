/** The cost of Argon2id: memory in KiB and passes over it, with one lane. */
export interface Cost {
  kib: number
  passes: number
}

/** The least that OWASP's Password Storage Cheat Sheet allows (Argon2id, 19 MiB, two passes). */
export const leastCost: Cost = { kib: 19_456, passes: 2 }

/** The costs to choose from, dearest first; a phone of 2 GB has room for each. */
const costs: readonly Cost[] = [{ kib: 65_536, passes: 3 }, { kib: 47_104, passes: 2 }, leastCost]

/** Longest that an unlocking may wait for it, ms. */
const bearableMs = 300

const work = ({ kib, passes }: Cost) => kib * passes

/** Returns the dearest cost that this phone bears. @param leastMs what the least cost took here, ms */
export function bearableCost(leastMs: number): Cost {
  const msOf = (cost: Cost) => (leastMs * work(cost)) / work(leastCost)
  return costs.find((cost) => msOf(cost) <= bearableMs) ?? leastCost
}
