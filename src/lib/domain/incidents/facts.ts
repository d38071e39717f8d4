import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { commander, police } from '../roles.ts'
import { count, freeText, id } from '../shapes.ts'

/** What kind of thing happened; the six big buttons of the form. */
export const categories = ['theft', 'disorder', 'traffic', 'fire', 'hui', 'other'] as const
export type Category = (typeof categories)[number]

/** Where an incident stands. `closed` and `cancelled` are the commander's word alone. */
export const stages = ['new', 'verifying', 'handling', 'forwarded', 'closed', 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** The way a tip came. */
export const tipSources = ['phone', 'visit', 'zalo', 'vneid', '113', 'letter'] as const
export type TipSource = (typeof tipSources)[number]

/** What whoever takes a tip must decide: is it about security and order, or are there signs of a crime? */
export const triages = ['security', 'crime'] as const
export type Triage = (typeof triages)[number]

/** Longest texts, in UTF-16 units. */
export const incidentLimits = {
  text: 4000,
  place: 120,
  reason: 2000,
  caption: 200,
  receiver: 120,
  reference: 60
} as const

/** Degrees × 1,000,000, since facts hold whole numbers only. */
const microDegrees = (limit: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(-limit * 1e6), v.maxValue(limit * 1e6))

/** Where the phone was: WGS 84 in millionths of a degree, and how sure it is, metres. */
export const position = v.strictObject({ lat: microDegrees(90), lng: microDegrees(180), accuracy: count })
export type Position = v.InferOutput<typeof position>

const told = {
  category: v.picklist(categories),
  text: freeText(incidentLimits.text),
  place: v.optional(freeText(incidentLimits.place)),
  position: v.optional(position)
}

/** A first report. The place is in words (a hamlet, a landmark), by GPS, both or neither. */
export const IncidentReported = fact(
  'incidents.incident-reported',
  { stream: 'incident', writers: police },
  v.strictObject(told)
)

/** What somebody told the police. Who told it has no field: this book has more readers than an informer may have. */
export const TipReceived = fact(
  'incidents.tip-received',
  { stream: 'incident', writers: police },
  v.strictObject({ ...told, source: v.picklist(tipSources), triage: v.picklist(triages) })
)

/** The informer has been told what became of the tip. */
export const InformerAnswered = fact(
  'incidents.informer-answered',
  { stream: 'incident', writers: police },
  v.strictObject({ text: v.optional(freeText(incidentLimits.reason)) })
)

/** One more thing that is known. */
export const NoteAdded = fact(
  'incidents.note-added',
  { stream: 'incident', writers: police },
  v.strictObject({ text: freeText(incidentLimits.text) })
)

/** The next stage of an incident, and why. `after` names the transition or report that it follows: two after one are a dispute. */
const step = {
  after: id,
  to: v.picklist(['verifying', 'handling', 'forwarded']),
  reason: freeText(incidentLimits.reason),
  /** Of an incident handed on: who took it, and its number in the ministry's software for tips. */
  receiver: v.optional(freeText(incidentLimits.receiver)),
  reference: v.optional(freeText(incidentLimits.reference))
}

/** Moves an open incident to its next stage. */
export const StageChanged = fact(
  'incidents.stage-changed',
  { stream: 'incident', writers: police },
  v.strictObject(step)
)

/** The end of an incident; nothing is closed without the commander. */
export const IncidentClosed = fact(
  'incidents.incident-closed',
  { stream: 'incident', writers: commander },
  v.strictObject({
    after: id,
    to: v.picklist(['closed', 'cancelled']),
    reason: freeText(incidentLimits.reason)
  })
)

/**
 * The commander's own step away from an end: it opens again what was ended, or settles a dispute in which one side
 * ended it. Nobody else's step does either.
 */
export const IncidentReopened = fact(
  'incidents.incident-reopened',
  { stream: 'incident', writers: commander },
  v.strictObject(step)
)

/** A photo, named by the SHA-256 of its bytes; the bytes themselves travel to the unit's `evidence`. */
export const PhotoAdded = fact(
  'incidents.photo-added',
  { stream: 'incident', writers: police },
  v.strictObject({ ...photo.entries, caption: v.optional(freeText(incidentLimits.caption)) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const incidentFactTypes = [
  IncidentReported,
  TipReceived,
  InformerAnswered,
  NoteAdded,
  StageChanged,
  IncidentClosed,
  IncidentReopened,
  PhotoAdded
] as const
