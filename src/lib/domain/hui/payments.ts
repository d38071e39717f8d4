import type { LineStream } from './stream.ts'
import type { Doubt, Round } from './state.ts'

/**
 * Applies payments to the rounds held, in the order of the facts. An entry for a round that is not there (yet) waits,
 * and one above the amount due does not count at all: never in part, so that a receipt stays one entry.
 */
export function settle(
  rounds: readonly Round[],
  { contributions, handovers, doubts }: LineStream,
  n: number
) {
  for (const { id, type, body } of contributions) {
    const from = type === 'hui.contribution-advanced' ? 'advanced' : 'paid'
    const why = body.part > n ? 'unknown-part' : contribute(rounds[body.k - 1], body, from)
    if (why) doubts.set(id, why)
  }
  for (const { id, body } of handovers) {
    const why = handOver(rounds[body.k - 1], body.amount)
    if (why) doubts.set(id, why)
  }
  for (const round of rounds) round.settled = round.open === 0 && round.handed === round.payout
}

/** Applies a contribution. `from`: the holder paid it, or the host advanced it. */
function contribute(
  round: Round | undefined,
  { part, amount }: { part: number; amount: number },
  from: 'paid' | 'advanced'
): Doubt | null {
  if (!round) return 'unknown-round'
  const due = round.dues[part - 1]!
  if (amount > due.open) return 'overpaid'
  due[from] += amount
  due.open -= amount
  round[from] += amount
  round.open -= amount
  return null
}

function handOver(round: Round | undefined, amount: number): Doubt | null {
  if (!round) return 'unknown-round'
  if (round.handed + amount > round.payout) return 'overpaid'
  round.handed += amount
  return null
}
