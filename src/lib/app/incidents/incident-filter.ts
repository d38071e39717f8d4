import type { IncidentEntry } from '#lib/domain/incidents/entry.ts'
import type { Category } from '#lib/domain/incidents/facts.ts'
import type { Incident } from '#lib/domain/incidents/incident.ts'
import { pressingFirst } from '#lib/domain/incidents/tip.ts'
import { finds } from '#lib/domain/search.ts'

/** Narrows the list of incidents and tips. */
export interface IncidentFilter {
  state: 'open' | 'ended' | 'all'
  /** '' for every kind; tips are of a category too. */
  kind: '' | 'tip' | Category
  query: string
}

type Searched = Pick<Incident, 'open' | 'tip' | 'category' | 'text' | 'place' | 'receiver' | 'story'>

/**
 * Returns what the filter leaves, the most pressing first. A search looks at the report, its notes, its place, who has
 * it and its number in the ministry's software, as `finds` does: without diacritics and by the beginnings of words.
 * @param nameOf the name of a category, which people search by too
 */
export function incidentsFound<I extends Incident>(
  list: readonly I[],
  { state, kind, query }: IncidentFilter,
  nameOf: (category: Category) => string
): I[] {
  return pressingFirst(
    list.filter(
      (one) =>
        (state === 'all' || one.open === (state === 'open')) &&
        (kind === '' || (kind === 'tip' ? one.tip !== null : one.category === kind)) &&
        (query.trim() === '' || finds(query, [nameOf(one.category), ...textsOf(one)]))
    )
  )
}

function textsOf({ text, place, receiver, story }: Searched): string[] {
  return [text, place, receiver, ...story.flatMap(writtenIn)].filter((one) => one !== undefined)
}

function writtenIn(entry: IncidentEntry): (string | undefined)[] {
  if (entry.kind === 'note' || entry.kind === 'answer') return [entry.text]
  return entry.kind === 'stage' ? [entry.reason, entry.reference] : []
}
