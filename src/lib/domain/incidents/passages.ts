import type { IncidentEntry, IncidentFact, Transition } from './entry.ts'

/** One thing as the story tells it: what settles a dispute is a fact a side, and one step to whoever reads. */
export interface Passage<F extends IncidentFact = IncidentFact> {
  /** The one whose trip is told: one that is refused, else one that waits, else the last. */
  entry: IncidentEntry<F>
  /** Ids of all its facts, the first of them first. */
  ids: readonly string[]
}

/** @param story in the order of the story, which stays: a step stands where its first fact does */
export function passages<F extends IncidentFact>(story: readonly IncidentEntry<F>[]): Passage<F>[] {
  const groups: IncidentEntry<F>[][] = []
  for (const entry of story) {
    const group = entry.kind === 'stage' ? groups.find((group) => goesOn(group, entry)) : undefined
    if (group) group.push(entry)
    else groups.push([entry])
  }
  return groups.map((group) => ({ entry: toldOf(group), ids: group.map(({ fact }) => fact.id) }))
}

/** The same step of the same phone, written right after the last of them, and not following any of them. */
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
