import type { StoredEntry } from '#lib/app/incidents/incident-store.svelte.ts'
import { unreadWords } from '#lib/i18n/sync/unread.ts'
import { stageName, type incidentWords } from '#lib/i18n/incidents/incidents.ts'

type AllWords = typeof incidentWords

/** Describes an entry of an incident's story, for the screen and for paper. */
export function storyText(entry: StoredEntry, all: AllWords): { title: string; text: string } {
  const t = all.incidents
  if (entry.kind === 'report') return { title: t.report, text: entry.report.text }
  if (entry.kind === 'tip')
    return { title: `${t.tips.tip} · ${t.tips.sources[entry.tip.source]}`, text: entry.tip.text }
  if (entry.kind === 'answer') return { title: t.tips.answered, text: entry.text }
  if (entry.kind === 'note') return { title: t.note, text: entry.text }
  if (entry.kind === 'photo') return { title: t.photo, text: entry.photo.caption ?? '' }
  if (entry.kind === 'newer') return unreadWords(entry.fact, all)
  const { reason, reference } = entry
  // Adds the reference number of a tip that was handed on.
  const text = reference ? `${reason}\n${t.tips.referenceIs(reference)}` : reason
  return { title: t.movedTo(stageName(entry.to, entry.receiver, t)), text }
}
