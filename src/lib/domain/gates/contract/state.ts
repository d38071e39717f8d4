import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import { motions, type Motion } from '../motion.ts'
import { lockKinds } from './actions.ts'
import { nonce } from './command.ts'
import { instant, whole } from './numbers.ts'
import { freshMs, stateExpiryMs } from './timers.ts'

const percent = v.pipe(whole, v.maxValue(100))

/**
 * How a gate stands, as its agent publishes it: retained, forgotten by the broker after 90 s, signed by the agent.
 * Not strict, since an agent may know more than a phone. Times are Unix ms of the agent's clock.
 */
export const GateState = v.object({
  v: v.literal(1),
  unit: slug,
  gate: slug,
  /** The agent's own key, which signs this. */
  key: deviceId,
  /** Rises with every state of one start of the agent. */
  seq: whole,
  bootId: id,
  /** How many times this agent has started, counted on its disk: what it said since is later, whatever its clock shows. */
  starts: whole,
  agentTime: instant,
  /** When the controller last spoke of the gate itself. */
  reportedAt: v.nullable(instant),
  motion: v.picklist(motions),
  position: v.nullable(percent),
  obstructed: v.nullable(v.boolean()),
  assumed: v.boolean(),
  deviceOnline: v.boolean(),
  lock: v.nullable(v.object({ kind: v.picklist(lockKinds), by: slug, since: instant })),
  lastCmdId: v.nullable(id),
  /** Only from an agent without a clock: commands carry it. */
  nonce: v.optional(nonce),
  /** Calibrated travel from end to end, ms. */
  travelMs: v.optional(whole),
  /** On battery; `minutesLeft` where the agent can tell. */
  power: v.optional(v.object({ mains: v.boolean(), minutesLeft: v.optional(whole) })),
  /** What an operator should put right at the controller: codes, of which a newer agent may know more. */
  warnings: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z_-]{1,39}$/)))),
  /** When the gate closes by itself next. */
  closesAt: v.optional(instant),
  /** A camera looks at it, and its agent shows what it sees. */
  camera: v.optional(v.literal(true)),
  /** A command that waits for a second person, till then. */
  waiting: v.optional(v.object({ id, actor: slug, until: instant }))
})
export type GateState = v.InferOutput<typeof GateState>

/** What somebody may be told of a gate. Only `fresh` has a motion: what is old cannot be taken for what is. */
export type Shown =
  | { kind: 'fresh'; motion: Exclude<Motion, 'unknown'>; assumed: boolean; state: GateState; ageMs: number }
  /** The agent has gone quiet a moment ago: the last word, with its age. */
  | { kind: 'stale'; last: Motion; ageMs: number }
  /** Nobody can say; `since` is when the gate was last heard of, null: never. `silent`: its agent says nothing any more either. */
  | { kind: 'unknown'; since: number | null; silent?: true }

/**
 * @param state the latest that arrived and whose signature was verified, or null
 * @param now the agent's time as the phone knows it, Unix ms
 */
export function shown(state: GateState | null, now: number): Shown {
  if (!state) return { kind: 'unknown', since: null }
  const { agentTime, reportedAt, motion, position, deviceOnline, assumed } = state
  const ageMs = now - agentTime
  const contradicts = motion === 'closed' && position !== null && position > 0
  const heard = reportedAt !== null && deviceOnline && motion !== 'unknown' && !contradicts
  if (ageMs > stateExpiryMs) return { kind: 'unknown', since: agentTime, silent: true }
  // A state from the future is no fresher than one too old: one of the clocks is wrong.
  if (!heard || Math.abs(ageMs) > stateExpiryMs) return { kind: 'unknown', since: reportedAt }
  if (Math.abs(ageMs) > freshMs) return { kind: 'stale', last: motion, ageMs }
  return { kind: 'fresh', motion, assumed, state, ageMs: Math.max(0, ageMs) }
}

/** May the screen say "Cổng báo: đã đóng"? Only by the gate's own explicit and fresh word, not one that its controller works out. */
export function reportsClosed(shown: Shown): boolean {
  return shown.kind === 'fresh' && shown.motion === 'closed' && !shown.assumed
}

/** The later of two states of one gate, whichever arrived first. */
export function laterState(a: GateState | null, b: GateState): GateState {
  if (!a) return b
  if (a.bootId === b.bootId) return b.seq > a.seq ? b : a
  if (a.key === b.key && a.starts !== b.starts) return b.starts > a.starts ? b : a
  if (a.agentTime !== b.agentTime) return b.agentTime > a.agentTime ? b : a
  return b.bootId > a.bootId ? b : a
}
