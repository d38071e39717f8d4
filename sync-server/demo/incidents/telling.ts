import type { Stage, TipSource, Triage, Category } from '#lib/domain/incidents/facts.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Entry } from '../../scribe.ts'
import { bytesOf } from '../hui/draw.ts'

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

/** Something written down so many minutes after the report. */
export type Step = { by: string; minutes: number } & (
  | { note: string }
  | { answer: string }
  | { to: Exclude<Stage, 'new'>; reason: string; receiver?: string; reference?: string }
)

export const note = (by: string, minutes: number, note: string): Step => ({ by, minutes, note })
export const answer = (by: string, minutes: number, answer: string): Step => ({ by, minutes, answer })
export const move = (by: string, minutes: number, to: Exclude<Stage, 'new'>, reason: string): Step => {
  return { by, minutes, to, reason }
}
/** A tip handed on, with who took it and its number there. */
export const handOn = (
  by: string,
  minutes: number,
  reason: string,
  receiver: string,
  reference: string
): Step => {
  return { by, minutes, to: 'forwarded', reason, receiver, reference }
}

/** The facts of an incident, oldest first; each step follows the one before it. */
export function factsOf({ key, at, by, category, text, place, tip, steps }: Telling): Told[] {
  const random = (i: number) => bytesOf(`incident ${key} ${i}`)
  const stream = `incident/${uuidv7(at, bytesOf(`incident ${key}`))}`
  const report = { category, text, ...(place && { place }) }
  const first: Entry = tip
    ? { stream, type: 'incidents.tip-received', body: { ...report, ...tip } }
    : { stream, type: 'incidents.incident-reported', body: report }
  const told: Told[] = [{ by, entry: { ...first, at, random: random(0) } }]
  let after = uuidv7(at, random(0))
  steps.forEach((step, i) => {
    const stamp = { at: at + step.minutes * 60_000, random: random(i + 1) }
    told.push({ by: step.by, entry: { ...said(stream, step, after), ...stamp } })
    if ('to' in step) after = uuidv7(stamp.at, stamp.random)
  })
  return told
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
