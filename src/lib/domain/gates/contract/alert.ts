import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import { instant, whole } from './numbers.ts'

/** Why somebody is told of a gate without having asked. `power-back`: it must be looked at, since nobody saw what the cut did. */
export const alertKinds = [
  'closes-soon',
  'not-closed',
  'left-open',
  'unexpected-move',
  'obstructed',
  'schedule-missed',
  'offline',
  'retained-command',
  'power-lost',
  'power-back',
  'controller-warned'
] as const
export type AlertKind = (typeof alertKinds)[number]

/** The same of the same gate is not told again within this, ms; its log has each time. */
export const alertQuietMs = 5 * 60_000

/** A kind of a newer agent is taken too; the screen has a sentence for it. */
const kind = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))

/**
 * What an agent says to whoever listens now, signed in the same envelope as its states: never kept by the broker.
 * Not strict, since an agent may know more than a phone.
 */
export const GateAlert = v.object({
  v: v.literal(1),
  /** The same alert has the same id, however often it arrives. */
  id,
  unit: slug,
  gate: slug,
  /** The agent's own key, which signs this. */
  key: deviceId,
  /** The agent's clock, Unix ms. */
  at: instant,
  alert: kind,
  /** Since when it stands open, until it closes, or how long the battery lasts. */
  minutes: v.optional(whole)
})
export type GateAlert = v.InferOutput<typeof GateAlert>
