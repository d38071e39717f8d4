import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import { motions, type Motion } from '../motion.ts'
import { Schedule } from '../schedule.ts'
import { lockKinds } from './actions.ts'
import { nonce } from './command.ts'
import { instant, whole } from './numbers.ts'
import { freshMs, reportExpiryMs, stateExpiryMs } from './timers.ts'

const percent = v.pipe(whole, v.maxValue(100))

/**
 * A gate's state, as its agent publishes it: retained, expired by the broker after 90 s, signed by the agent. Not
 * strict, since an agent may be newer than a phone. Times are Unix ms of the agent's clock.
 */
export const GateState = v.object({
  v: v.literal(1),
  unit: slug,
  gate: slug,
  /** The agent's own key, which signs this. */
  key: deviceId,
  /** Rises with every state within one start of the agent. */
  seq: whole,
  bootId: id,
  /**
   * Number of times this agent has started, counted on its disk: a state of a later start is later, whatever its clock
   * shows.
   */
  starts: whole,
  agentTime: instant,
  /** Time when the controller last reported on the gate itself. */
  reportedAt: v.nullable(instant),
  /** How long ago that was when this was published, by a clock that nobody sets, ms; null: not since the agent started. */
  reportAgeMs: v.nullable(whole),
  motion: v.picklist(motions),
  position: v.nullable(percent),
  obstructed: v.nullable(v.boolean()),
  assumed: v.boolean(),
  deviceOnline: v.boolean(),
  /**
   * Present unless commands to the gate were just proven to reach the agent over the connection on which it says this: it
   * may well speak and hear nothing.
   */
  deaf: v.optional(v.literal(true)),
  lock: v.nullable(v.object({ kind: v.picklist(lockKinds), by: slug, since: instant })),
  lastCmdId: v.nullable(id),
  /** Only from an agent without a clock: commands must carry it. */
  nonce: v.optional(nonce),
  /** Calibrated travel from end to end, ms. */
  travelMs: v.optional(whole),
  /**
   * The run under way, or the one that brought it to where it stands, by a clock that nobody sets, ms: how long it has
   * taken, and how long ago it ended. Absent where the controller did not report both how it began and how it ended.
   */
  run: v.optional(v.object({ ms: whole, endedMs: v.optional(whole) })),
  /** On battery; `minutesLeft` where the agent can tell. */
  power: v.optional(v.object({ mains: v.boolean(), minutesLeft: v.optional(whole) })),
  /** Faults to be corrected at the controller: codes, of which a newer agent may know more. */
  warnings: v.optional(v.array(v.pipe(v.string(), v.regex(/^[a-z][a-z_-]{1,39}$/)))),
  /** Time when the gate next closes by itself. */
  closesAt: v.optional(instant),
  /**
   * Time when a gate that a passage holds open closes by itself, after its warning. Absent once it closes, or does not
   * close by itself any more.
   */
  holdsUntil: v.optional(instant),
  /** When it closes by itself at all, and until when closings to come are postponed. */
  schedule: v.optional(Schedule),
  postponed: v.optional(v.pipe(v.array(instant), v.maxLength(100))),
  /** Present when a camera looks at the gate and its agent shows the picture. */
  camera: v.optional(v.literal(true)),
  /** A command that waits for a second person, until that time. */
  waiting: v.optional(v.object({ id, actor: slug, until: instant }))
})
export type GateState = v.InferOutput<typeof GateState>

/** The state of a gate as it may be shown. Only `fresh` has a motion: old information cannot be taken for current. */
export type Shown =
  | { kind: 'fresh'; motion: Exclude<Motion, 'unknown'>; assumed: boolean; state: GateState; ageMs: number }
  /** The agent has just gone quiet, or the controller has for longer: the last report, with its age. */
  | { kind: 'stale'; last: Motion; ageMs: number }
  /**
   * The state is unknown; `since` is the time when the gate was last heard of, null: never. `silent`: its agent is
   * silent too. `deaf`: it speaks, but hears no command.
   */
  | { kind: 'unknown'; since: number | null; silent?: true; deaf?: true }

/**
 * Decides how a state may be shown.
 * @param state the latest that arrived and whose signature was verified, or null
 * @param now the agent's time as the phone knows it, Unix ms
 */
export function shown(state: GateState | null, now: number): Shown {
  if (!state) return { kind: 'unknown', since: null }
  const { agentTime, reportedAt, reportAgeMs, motion, position, deviceOnline, assumed } = state
  const ageMs = now - agentTime
  const contradicts = motion === 'closed' && position !== null && position > 0
  const heard = reportAgeMs !== null && deviceOnline && motion !== 'unknown' && !contradicts
  if (ageMs > stateExpiryMs) return { kind: 'unknown', since: agentTime, silent: true }
  if (state.deaf) return { kind: 'unknown', since: agentTime, deaf: true }
  // A state from the future is no fresher than one that is too old: one of the clocks is wrong.
  if (!heard || Math.abs(ageMs) > stateExpiryMs) return { kind: 'unknown', since: reportedAt }
  // An agent that still speaks passes on what its controller said long ago.
  const reportMs = reportAgeMs + Math.max(0, ageMs)
  if (reportMs > reportExpiryMs) return { kind: 'stale', last: motion, ageMs: reportMs }
  if (Math.abs(ageMs) > freshMs) return { kind: 'stale', last: motion, ageMs }
  return { kind: 'fresh', motion, assumed, state, ageMs: Math.max(0, ageMs) }
}

/**
 * Tells whether the screen may say "Cổng báo: đã đóng": only by the gate's own explicit and fresh report, not by a
 * position that its controller calculates.
 */
export function reportsClosed(shown: Shown): boolean {
  return shown.kind === 'fresh' && shown.motion === 'closed' && !shown.assumed
}

/** Returns the later of two states of one gate, whichever arrived first. */
export function laterState(a: GateState | null, b: GateState): GateState {
  if (!a) return b
  if (a.bootId === b.bootId) return b.seq > a.seq ? b : a
  if (a.key === b.key && a.starts !== b.starts) return b.starts > a.starts ? b : a
  if (a.agentTime !== b.agentTime) return b.agentTime > a.agentTime ? b : a
  return b.bootId > a.bootId ? b : a
}
