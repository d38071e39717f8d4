import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { commander, police } from '../roles.ts'
import { count, freeText, id } from '../shapes.ts'

/** The kinds of incident; the six big buttons of the form. */
export const categories = ['theft', 'disorder', 'traffic', 'fire', 'hui', 'other'] as const
export type Category = (typeof categories)[number]

/** The stages of an incident. Only the commander may set `closed` and `cancelled`. */
export const stages = ['new', 'verifying', 'handling', 'forwarded', 'closed', 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** The channel through which a tip came. */
export const tipSources = ['phone', 'visit', 'zalo', 'vneid', '113', 'letter'] as const
export type TipSource = (typeof tipSources)[number]

/** The decision to make on every tip: is it about security and order, or are there signs of a crime? */
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

/** Position of the phone: WGS 84 in millionths of a degree, and its accuracy, metres. */
export const position = v.strictObject({ lat: microDegrees(90), lng: microDegrees(180), accuracy: count })
export type Position = v.InferOutput<typeof position>

const told = {
  category: v.picklist(categories),
  text: freeText(incidentLimits.text),
  place: v.optional(freeText(incidentLimits.place)),
  position: v.optional(position)
}

/**
 * Reports an incident for the first time. The place is given in words (a hamlet, a landmark), by GPS, by both or by
 * neither.
 */
export const IncidentReported = fact(
  'incidents.incident-reported',
  { stream: 'incident', writers: police },
  v.strictObject(told)
)

/** Records a tip to the police. There is no field for the informer: this book has more readers than may know one. */
export const TipReceived = fact(
  'incidents.tip-received',
  { stream: 'incident', writers: police },
  v.strictObject({ ...told, source: v.picklist(tipSources), triage: v.picklist(triages) })
)

/** Records that the informer has been told the outcome of the tip. */
export const InformerAnswered = fact(
  'incidents.informer-answered',
  { stream: 'incident', writers: police },
  v.strictObject({ text: v.optional(freeText(incidentLimits.reason)) })
)

/** Records a further note on an incident or tip; it does not change the stage. */
export const NoteAdded = fact(
  'incidents.note-added',
  { stream: 'incident', writers: police },
  v.strictObject({ text: freeText(incidentLimits.text) })
)

/**
 * The next stage of an incident, and the reason. `after` names the transition or report that it follows: two that
 * follow the same one are a dispute.
 */
const step = {
  after: id,
  to: v.picklist(['verifying', 'handling', 'forwarded']),
  reason: freeText(incidentLimits.reason),
  /** For an incident handed on: the receiving agency, and its number in the ministry's software for tips. */
  receiver: v.optional(freeText(incidentLimits.receiver)),
  reference: v.optional(freeText(incidentLimits.reference))
}

/** Moves an open incident to its next stage. */
export const StageChanged = fact(
  'incidents.stage-changed',
  { stream: 'incident', writers: police },
  v.strictObject(step)
)

/** Ends an incident; nothing is closed without the commander. */
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
 * Records the commander's own step away from an end: it reopens an ended incident, or settles a dispute in which one
 * side ended it. Nobody else's step does either.
 */
export const IncidentReopened = fact(
  'incidents.incident-reopened',
  { stream: 'incident', writers: commander },
  v.strictObject(step)
)

/** Adds a photo, named by the SHA-256 of its bytes; the bytes themselves go to the unit's `evidence`. */
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
