import type { IncidentOutline } from '#lib/app/incidents/incident-store.svelte.ts'
import type { handoverWords } from '#lib/i18n/handover/handover.ts'
import type { incidentWords } from '#lib/i18n/incidents/incidents.ts'

const most = 90

/** Shortens a text to its first words, for a row or a line of the paper. */
export const firstWords = (text: string) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text)

/** Names a file's kind: "Trộm cắp", "Tin báo: Trộm cắp". */
export function fileKind(
  { tip, category }: Pick<IncidentOutline, 'tip' | 'category'>,
  { paper }: typeof handoverWords,
  { incidents }: typeof incidentWords
): string {
  const name = incidents.categories[category]
  return tip ? paper.tip(name) : name
}
