import type { Round } from '#lib/app/hui/hui-line.svelte.ts'

/**
 * Returns the round that the page of payments shows first: the one that its address names, else the last with money still to
 * come in or go out, else the last; undefined while none is held.
 */
export function firstRound(
  rounds: readonly Pick<Round, 'k' | 'closed'>[],
  named: string | null
): number | undefined {
  const round =
    rounds.find(({ k }) => String(k) === named) ?? rounds.findLast(({ closed }) => !closed) ?? rounds.at(-1)
  return round?.k
}
