import type { GatesInBriefing, StoredBriefing } from '#lib/app/briefing/briefing-store.svelte.ts'
import type { HuiInBriefing } from '#lib/app/briefing/hui-in-briefing.svelte.ts'
import type { IncidentOutline } from '#lib/app/incidents/incident-store.svelte.ts'
import type { BriefingWords } from '#lib/i18n/briefing/briefing-vi.ts'
import type { IncidentWords } from '#lib/i18n/incidents/incidents.ts'

/** Holds what the lines of a briefing are made of: words and numbers; null: the unit has none of it. */
export interface BriefingTelling {
  t: BriefingWords
  categories: IncidentWords['categories']
  briefing: StoredBriefing
  gates: GatesInBriefing | null
  hui: HuiInBriefing | null
}

/** Returns what a briefing comes to, in figures alone: no name, place, plate or source is in it. */
export function briefingLines({ t, categories, briefing, gates, hui }: BriefingTelling): string[] {
  const { incidents, tips, overdue, soon, alarms, drills, strangers, open } = briefing
  const { text } = t
  const counts = gates?.counts
  return [
    text.incidents(incidents.length, kindsOf(incidents, categories), open),
    text.tips(tips.length, overdue.length, soon.length),
    text.alarms(alarms.length, drills.length, strangers),
    ...(counts ? [text.gates(counts.open, counts.closed, counts.unknown, gates.concerns.length)] : []),
    ...(hui ? [text.hui(hui.today, hui.late, hui.silent)] : [])
  ]
}

/** Counts incidents by kind, in the order of the form: "Trộm cắp 2, Khác 1". */
function kindsOf(all: readonly IncidentOutline[], categories: BriefingTelling['categories']): string {
  return (Object.keys(categories) as (keyof typeof categories)[])
    .map((kind) => ({ kind, count: all.filter(({ category }) => category === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${categories[kind]} ${count}`)
    .join(', ')
}
