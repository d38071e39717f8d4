import type { GateAction } from './actions.ts'
import type { ReplyStatus } from './codes.ts'
import { isEnd, type Reply, type ReplyRefusal } from './reply.ts'
import { laterState, shown, type GateState, type Shown } from './state.ts'
import { acceptedWithinMs, approvalMs, completedWithinMs, movingWithinMs } from './timers.ts'

/** A command on its way. All its times are the agent's, as the phone knows them, Unix ms. */
export interface SentCommand {
  id: string
  unit: string
  gate: string
  action: GateAction
  at: number
  /** The broker refused to deliver it: no agent behind it, or no right to it. */
  turnedBack?: 'AGENT_OFFLINE' | 'NOT_ALLOWED'
}

/** The status of one command: the order and the gate's own report are two truths, side by side. */
export interface CommandStatus {
  /** `UNKNOWN`: no reply in time. It is not a failure, and nothing is resent automatically; a late reply still counts. */
  ordered: 'sent' | ReplyStatus | 'UNKNOWN'
  /** The action that the agent takes; STOP where the gate ran the other way, PASS for a whole passage. Null before its reply. */
  act: GateAction | null
  refusal: ReplyRefusal | null
  /** Time of acceptance. */
  acceptedAt: number | null
  /** Time when the gate should have arrived, by its calibrated travel from end to end; null where it is not measured. */
  expectedAt: number | null
  /** Latest time by which it should be over. */
  dueAt: number | null
  /** Time of its final reply; where that names a second person to wait for, the time until when it waits. Null before. */
  endedAt: number | null
  reported: Shown
  /** True when the gate itself has reported since then that it stands as it was told to. */
  reached: boolean
  /** For a passage: the gate reports itself open, and will close by itself. */
  holds: boolean
  /** True while it still waits for a second person, as far as the gate has reported. */
  waits: boolean
}

/** How long a reply may be under way beyond the agent's own limits, ms. */
const graceMs = 3_000

/**
 * Folds one command as its phone sees it: pure, and the same in whatever order and however often replies and states
 * arrive.
 * @param replies verified ones; those of other commands are ignored, and so are replies that a later one supersedes
 * @param states verified ones of any gate
 */
export function commandStatus(
  sent: SentCommand,
  replies: readonly Reply[],
  states: readonly GateState[],
  now: number
): CommandStatus {
  const own = replies.filter(
    ({ id, unit, gate }) => id === sent.id && unit === sent.unit && gate === sent.gate
  )
  const last = lastOf(own)
  const state = states
    .filter(({ unit, gate }) => unit === sent.unit && gate === sent.gate)
    .reduce<GateState | null>(laterState, null)
  const reported = shown(state, now)
  const act = actOf(sent, last)
  const acceptedAt = acceptance(own)
  const travel = completedWithinMs(act ?? sent.action, state?.travelMs ?? null)
  return {
    ordered: orderedOf(sent, last, { acceptedAt, travel, now, isOpen: isOpen(reported) }),
    act,
    refusal: refusalOf(sent, last),
    acceptedAt,
    expectedAt: expectation(act, acceptedAt, state?.travelMs),
    dueAt: acceptedAt === null ? null : acceptedAt + travel,
    endedAt: endOf(last),
    reported,
    reached: acceptedAt !== null && last !== null && stands(last, act, reported, acceptedAt),
    holds: act === 'PASS' && isOpen(reported),
    waits: last !== null && waitsStill(last, state, now)
  }
}

const stages: Record<ReplyStatus, number> = {
  accepted: 1,
  moving: 2,
  completed: 3,
  stopped: 3,
  obstructed: 3,
  timeout: 3,
  failed: 3,
  refused: 3
}

/** Returns the furthest reply, even where one before it was lost; of several final ones, the earliest. */
function lastOf(own: readonly Reply[]): Reply | null {
  const inOrder = [...own].sort(
    (a, b) => stages[b.status] - stages[a.status] || a.at - b.at || (a.status < b.status ? -1 : 1)
  )
  return inOrder[0] ?? null
}

/**
 * Tells whether the command still waits for a second person. The gate names one of those that wait: once it names none,
 * this one does not wait either.
 */
function waitsStill(last: Reply, state: GateState | null, now: number): boolean {
  if (last.status !== 'refused' || last.refusal.code !== 'NEEDS_SECOND') return false
  const isOver = state !== null && state.agentTime > last.at && state.waiting === undefined
  return !isOver && now <= last.at + approvalMs
}

function acceptance(own: readonly Reply[]): number | null {
  const times = own.flatMap(({ status, at }) => (status === 'refused' ? [] : [at]))
  return times.length > 0 ? Math.min(...times) : null
}

function endOf(last: Reply | null): number | null {
  if (!last || !isEnd(last.status)) return null
  return last.status === 'refused' && last.refusal.code === 'NEEDS_SECOND' ? last.at + approvalMs : last.at
}

interface Course {
  acceptedAt: number | null
  travel: number
  now: number
  isOpen: boolean
}

/**
 * Returns the action under way. An agent reports each way of a passage as its current movement; it is one command all
 * the same, with the time limit of one.
 */
function actOf({ action }: SentCommand, last: Reply | null): GateAction | null {
  if (!last || last.status === 'refused') return null
  return action === 'PASS' && last.act !== 'STOP' ? 'PASS' : last.act
}

/** Tells whether the gate itself reports now that it stands open. */
function isOpen(reported: Shown): boolean {
  return reported.kind === 'fresh' && reported.motion === 'open'
}

function orderedOf(sent: SentCommand, last: Reply | null, course: Course): CommandStatus['ordered'] {
  const { acceptedAt, travel, now } = course
  if (!last) {
    if (sent.turnedBack) return 'refused'
    return now - sent.at > acceptedWithinMs ? 'UNKNOWN' : 'sent'
  }
  if (isEnd(last.status)) return last.status
  // A gate that was already open holds for a passage without having moved.
  const isStill = last.status === 'accepted' && !(sent.action === 'PASS' && course.isOpen)
  const limit = isStill ? Math.min(movingWithinMs, travel) : travel
  return now - (acceptedAt ?? last.at) > limit + graceMs ? 'UNKNOWN' : last.status
}

function refusalOf(sent: SentCommand, last: Reply | null): ReplyRefusal | null {
  if (last) return last.status === 'refused' ? last.refusal : null
  return sent.turnedBack ? { code: sent.turnedBack } : null
}

const ends: Partial<Record<GateAction, readonly string[]>> = {
  OPEN: ['open'],
  CLOSE: ['closed'],
  PASS: ['closed'],
  STOP: ['stopped', 'open', 'closed']
}

function stands(last: Reply, act: GateAction | null, reported: Shown, since: number): boolean {
  // A gate that has yet to open for a passage is closed as well.
  if (act === null || (act === 'PASS' && last.status !== 'completed')) return false
  if (reported.kind !== 'fresh' || reported.assumed) return false
  const { agentTime, lastCmdId } = reported.state
  // At the very same millisecond, only a state that names the command came after it.
  if (agentTime < since || (agentTime === since && lastCmdId !== last.id)) return false
  return ends[act]?.includes(reported.motion) ?? false
}

function expectation(act: GateAction | null, acceptedAt: number | null, travelMs?: number): number | null {
  const travels = act === 'OPEN' || act === 'CLOSE'
  return travels && acceptedAt !== null && travelMs !== undefined ? acceptedAt + travelMs : null
}
