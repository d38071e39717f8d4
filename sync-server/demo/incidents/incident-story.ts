import type { Stage, TipSource, Triage, Category } from '#lib/domain/incidents/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { NewFact } from '../../fact-writer.ts'
import { seededBytes } from '../seeded.ts'

/** An entry with the account that wrote it. */
export interface StoryEntry {
  by: string
  entry: NewFact & { at: number }
  /** The entry whose stage this one changes, or the handover that it confirms: its id is known only once both are numbered. */
  after: StoryEntry | null
}

/** An incident in short form. Its id is seeded by its `key` and its time. */
export interface IncidentStory {
  key: string
  /** Time of the report, Unix ms. */
  at: number
  by: string
  category: Category
  text: string
  place?: string
  /** How the tip came in; left out when it was no tip. */
  tip?: { source: TipSource; triage: Triage }
  steps: readonly StoryStep[]
}

/** Minutes after the report; or a number of days after the report's day, with a time of day in Việt Nam, "09:35". */
export type StoryTime = number | readonly [days: number, time: string]

/** An entry added after the report. */
export type StoryStep = { by: string; when: StoryTime } & (
  | { note: string }
  | { answer: string }
  | { to: Exclude<Stage, 'new'>; reason: string; receiver?: string; reference?: string }
)

export const noteStep = (by: string, when: StoryTime, note: string): StoryStep => ({ by, when, note })
export const answerStep = (by: string, when: StoryTime, answer: string): StoryStep => ({ by, when, answer })
export const moveStep = (
  by: string,
  when: StoryTime,
  to: Exclude<Stage, 'new'>,
  reason: string
): StoryStep => {
  return { by, when, to, reason }
}
/** Forwards a tip, with its receiver and the receiver's reference. */
export const forwardStep = (
  by: string,
  when: StoryTime,
  reason: string,
  receiver: string,
  reference: string
): StoryStep => {
  return { by, when, to: 'forwarded', reason, receiver, reference }
}

/** Returns the id of an incident of the demo. @param at time of the report, Unix ms */
export const storyIncidentId = (key: string, at: number): string => uuidv7(at, seededBytes(`incident ${key}`))

/** Returns the facts of an incident, oldest first; each step follows the one before it. */
export function storyEntries({
  key,
  at,
  by,
  category,
  text,
  place,
  tip,
  steps
}: IncidentStory): StoryEntry[] {
  const stream = `incident/${storyIncidentId(key, at)}`
  const report = { category, text, ...(place && { place }) }
  const first: NewFact = tip
    ? { stream, type: 'incidents.tip-received', body: { ...report, ...tip } }
    : { stream, type: 'incidents.incident-reported', body: report }
  const told: StoryEntry[] = [{ by, entry: { ...first, at }, after: null }]
  let stage = told[0]!
  for (const step of steps) {
    const entry = { ...newFactOf(stream, step), at: momentOf(at, step.when) }
    const next = { by: step.by, entry, after: 'to' in step ? stage : null }
    told.push(next)
    if ('to' in step) stage = next
  }
  return told
}

function momentOf(reported: number, when: StoryTime): number {
  if (typeof when === 'number') return reported + when * 60_000
  const [days, time] = when
  const day = new Date(reported + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  return Date.parse(`${day}T${time}:00+07:00`)
}

/** Leaves `after` open. */
function newFactOf(stream: string, step: StoryStep): NewFact {
  if ('note' in step) return { stream, type: 'incidents.note-added', body: { text: step.note } }
  if ('answer' in step) return { stream, type: 'incidents.informer-answered', body: { text: step.answer } }
  const { to, reason, receiver, reference } = step
  if (to === 'closed' || to === 'cancelled')
    return { stream, type: 'incidents.incident-closed', body: { after: '', to, reason } }
  const handed = { ...(receiver && { receiver }), ...(reference && { reference }) }
  return { stream, type: 'incidents.stage-changed', body: { after: '', to, reason, ...handed } }
}
