import type { Category } from '#lib/domain/incidents/facts.ts'
import type { IncidentOutline } from '#lib/domain/incidents/outline.ts'
import { pressingFirst } from '#lib/domain/incidents/tip.ts'
import { finds } from '#lib/domain/search.ts'

/** Narrows the list of incidents and tips. */
export interface IncidentFilter {
  state: 'open' | 'ended' | 'all'
  /** '' for every kind; tips are of a category too. */
  kind: '' | 'tip' | Category
  query: string
}

/**
 * Returns what the filter leaves, the most pressing first. A search looks at the report, its notes, its place, who has
 * it and its number in the ministry's software, as `finds` does: without diacritics and by the beginnings of words.
 * @param nameOf the name of a category, which people search by too
 */
export function incidentsFound(
  list: readonly IncidentOutline[],
  { state, kind, query }: IncidentFilter,
  nameOf: (category: Category) => string
): IncidentOutline[] {
  return pressingFirst(
    list.filter(
      (one) =>
        (state === 'all' || one.open === (state === 'open')) &&
        (kind === '' || (kind === 'tip' ? one.tip !== null : one.category === kind)) &&
        (query.trim() === '' || finds(query, [nameOf(one.category), ...textsOf(one)]))
    )
  )
}

function textsOf({ text, place, receiver, written }: IncidentOutline): string[] {
  return [text, place, receiver, ...written].filter((one) => one !== undefined)
}
