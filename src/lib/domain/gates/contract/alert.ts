import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import { instant, whole } from './numbers.ts'

/**
 * The reasons for alerting people to a gate unasked. `postponed`: by somebody who is not police. `deaf`: commands do not
 * reach its agent. `power-back`: the gate must be inspected, since nobody saw its movements during the power cut.
 * `cannot-record`: the disk of its agent is full or broken.
 */
export const alertKinds = [
  'closes-soon',
  'postponed',
  'not-closed',
  'left-open',
  'unexpected-move',
  'obstructed',
  'schedule-missed',
  'offline',
  'deaf',
  'retained-command',
  'power-lost',
  'power-back',
  'controller-warned',
  'cannot-record'
] as const
export type AlertKind = (typeof alertKinds)[number]

/** The same alert of the same gate is not repeated within this time, ms; its log records every occurrence. */
export const alertQuietMs = 5 * 60_000

/** A kind of a newer agent is accepted too; the screen has a sentence for it. */
const kind = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))

/**
 * An agent's message to everybody who is listening now, signed in the same envelope as its states: never retained by
 * the broker. Not strict, since an agent may be newer than a phone.
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
  /** How long it has stood open, how long until it closes, or how long the battery lasts. */
  minutes: v.optional(whole)
})
export type GateAlert = v.InferOutput<typeof GateAlert>
