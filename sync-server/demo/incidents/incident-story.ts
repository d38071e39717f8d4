import type { Stage, TipSource, Triage, Category } from '#lib/domain/incidents/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Entry } from '../../fact-writer.ts'
import { bytesOf } from '../seeded.ts'

/** What one account wrote. */
export interface Told {
  by: string
  entry: Entry & { at: number; random: Uint8Array }
}

/** An incident as somebody tells it. The ids of its facts are drawn from its `key` and its times. */
export interface Telling {
  key: string
  /** When it was reported, Unix ms. */
  at: number
  by: string
  category: Category
  text: string
  place?: string
  /** How it came, when somebody told it. */
  tip?: { source: TipSource; triage: Triage }
  steps: readonly Step[]
}

/** Minutes after the report; or a later day, counted from the report's, with its time of day in Việt Nam, "09:35". */
export type When = number | readonly [days: number, time: string]

/** Something written down after the report. */
export type Step = { by: string; when: When } & (
  | { note: string }
  | { answer: string }
  | { to: Exclude<Stage, 'new'>; reason: string; receiver?: string; reference?: string }
)

export const note = (by: string, when: When, note: string): Step => ({ by, when, note })
export const answer = (by: string, when: When, answer: string): Step => ({ by, when, answer })
export const move = (by: string, when: When, to: Exclude<Stage, 'new'>, reason: string): Step => {
  return { by, when, to, reason }
}
/** A tip handed on, with who took it and its number there. */
export const handOn = (by: string, when: When, reason: string, receiver: string, reference: string): Step => {
  return { by, when, to: 'forwarded', reason, receiver, reference }
}

/** The id that an incident of the demo has. @param at when it was reported, Unix ms */
export const incidentId = (key: string, at: number): string => uuidv7(at, bytesOf(`incident ${key}`))

/** The facts of an incident, oldest first; each step follows the one before it. */
export function factsOf({ key, at, by, category, text, place, tip, steps }: Telling): Told[] {
  const random = (i: number) => bytesOf(`incident ${key} ${i}`)
  const stream = `incident/${incidentId(key, at)}`
  const report = { category, text, ...(place && { place }) }
  const first: Entry = tip
    ? { stream, type: 'incidents.tip-received', body: { ...report, ...tip } }
    : { stream, type: 'incidents.incident-reported', body: report }
  const told: Told[] = [{ by, entry: { ...first, at, random: random(0) } }]
  let after = uuidv7(at, random(0))
  steps.forEach((step, i) => {
    const stamp = { at: momentOf(at, step.when), random: random(i + 1) }
    told.push({ by: step.by, entry: { ...said(stream, step, after), ...stamp } })
    if ('to' in step) after = uuidv7(stamp.at, stamp.random)
  })
  return told
}

function momentOf(reported: number, when: When): number {
  if (typeof when === 'number') return reported + when * 60_000
  const [days, time] = when
  const day = new Date(reported + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
  return Date.parse(`${day}T${time}:00+07:00`)
}

function said(stream: string, step: Step, after: string): Entry {
  if ('note' in step) return { stream, type: 'incidents.note-added', body: { text: step.note } }
  if ('answer' in step) return { stream, type: 'incidents.informer-answered', body: { text: step.answer } }
  const { to, reason, receiver, reference } = step
  if (to === 'closed' || to === 'cancelled')
    return { stream, type: 'incidents.incident-closed', body: { after, to, reason } }
  if (to === 'forwarded' && receiver && reference)
    return { stream, type: 'incidents.tip-forwarded', body: { after, to, reason, receiver, reference } }
  return { stream, type: 'incidents.stage-changed', body: { after, to, reason } }
}
