import type { IncidentEntry, IncidentFact, Transition } from './entry.ts'

/** One step of the story as it is shown: settling a dispute takes one fact for each side, but readers see a single step. */
export interface Passage<F extends IncidentFact = IncidentFact> {
  /** The entry whose sync state is shown: a refused one, else a pending one, else the last. */
  entry: IncidentEntry<F>
  /** Ids of all its facts, in order. */
  ids: readonly string[]
}

/**
 * Groups the entries of a story into steps.
 * @param story in its own order, which is kept: a step stands where its first fact does
 */
export function passages<F extends IncidentFact>(story: readonly IncidentEntry<F>[]): Passage<F>[] {
  const groups: IncidentEntry<F>[][] = []
  for (const entry of story) {
    const group = entry.kind === 'stage' ? groups.find((group) => goesOn(group, entry)) : undefined
    if (group) group.push(entry)
    else groups.push([entry])
  }
  return groups.map((group) => ({ entry: toldOf(group), ids: group.map(({ fact }) => fact.id) }))
}

/**
 * Tells whether the next entry continues the group: the same step of the same phone, written right after the last one,
 * and following none of the group.
 */
function goesOn(group: readonly IncidentEntry[], next: Transition): boolean {
  const last = group.at(-1)
  return (
    last?.kind === 'stage' &&
    next.fact.by === last.fact.by &&
    next.fact.device === last.fact.device &&
    next.fact.n === last.fact.n + 1 &&
    next.to === last.to &&
    next.reason === last.reason &&
    next.receiver === last.receiver &&
    next.reference === last.reference &&
    group.every(({ fact }) => fact.id !== next.after)
  )
}

function toldOf<F extends IncidentFact>(group: readonly IncidentEntry<F>[]): IncidentEntry<F> {
  const worst = (['refused', 'pending'] as const).map((sync) => group.find(({ fact }) => fact.sync === sync))
  return worst.find(Boolean) ?? group.at(-1)!
}
