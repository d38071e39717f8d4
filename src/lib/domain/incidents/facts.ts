import * as v from 'valibot'
import { maxPhotoBytes, photoTypes } from '../evidence/parts.ts'
import { fact } from '../fact.ts'
import { count, id, sha256, words } from '../shapes.ts'

/** What kind of thing happened; the six big buttons of the form. */
export const categories = ['theft', 'disorder', 'traffic', 'fire', 'hui', 'other'] as const
export type Category = (typeof categories)[number]

/** Where an incident stands. `closed` and `cancelled` are the commander's word alone. */
export const stages = ['new', 'verifying', 'handling', 'forwarded', 'closed', 'cancelled'] as const
export type Stage = (typeof stages)[number]

/** Longest texts, in UTF-16 units. */
export const incidentLimits = { text: 4000, place: 120, reason: 2000, caption: 200 } as const

/** Degrees × 1,000,000, since facts hold whole numbers only. */
const microDegrees = (limit: number) =>
  v.pipe(v.number(), v.safeInteger(), v.minValue(-limit * 1e6), v.maxValue(limit * 1e6))

/** Where the phone was: WGS 84 in millionths of a degree, and how sure it is, metres. */
export const position = v.strictObject({ lat: microDegrees(90), lng: microDegrees(180), accuracy: count })
export type Position = v.InferOutput<typeof position>

/** A first report. The place is in words (a hamlet, a landmark), by GPS, both or neither. */
export const IncidentReported = fact(
  'incidents.incident-reported',
  v.strictObject({
    category: v.picklist(categories),
    text: words(incidentLimits.text),
    place: v.optional(words(incidentLimits.place)),
    position: v.optional(position)
  })
)

/** One more thing that is known. */
export const NoteAdded = fact('incidents.note-added', v.strictObject({ text: words(incidentLimits.text) }))

/** The next stage, and why. `after` names the transition (or report) it follows: two that follow one are a dispute. */
export const StageChanged = fact(
  'incidents.stage-changed',
  v.strictObject({
    after: id,
    to: v.picklist(['verifying', 'handling', 'forwarded']),
    reason: words(incidentLimits.reason)
  })
)

/** The end of an incident; nothing is closed without the commander. */
export const IncidentClosed = fact(
  'incidents.incident-closed',
  v.strictObject({ after: id, to: v.picklist(['closed', 'cancelled']), reason: words(incidentLimits.reason) })
)

/** A photo, named by the SHA-256 of its bytes; the bytes themselves travel to the unit's `evidence`. */
export const PhotoAdded = fact(
  'incidents.photo-added',
  v.strictObject({
    sha256,
    type: v.picklist(photoTypes),
    bytes: v.pipe(count, v.maxValue(maxPhotoBytes)),
    caption: v.optional(words(incidentLimits.caption))
  })
)
