import { latestFirst } from '#lib/domain/gates/contract/results.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import { approvalMs } from '#lib/domain/gates/contract/timers.ts'
import type { Gate } from '../core/gate.ts'
import type { Kept } from '../core/kept.ts'
import { nextClosing } from '../core/schedule.ts'

/** What goes with a state beside the gate itself. */
export interface Moment {
  seq: number
  bootId: string
  /** Agent's clock, Unix ms. */
  now: number
  nonce: string | null
}

/** A gate as its agent publishes it. */
export function stateOf({ settings, kept, report }: Gate, { seq, bootId, now, nonce }: Moment): GateState {
  const { unit, gate, key, travelMs, schedule, camera } = settings
  const { motion, position, obstructed, assumed, deviceOnline, reportedAt } = report
  const closesAt = schedule && nonce === null ? nextClosing(schedule, kept, now) : null
  const waiting = waitingIn(kept, now)
  return {
    v: 1,
    unit,
    gate,
    key,
    seq,
    bootId,
    agentTime: now,
    reportedAt,
    motion,
    position,
    obstructed,
    assumed,
    deviceOnline,
    lock: kept.lock,
    lastCmdId: lastAccepted(kept),
    ...(nonce !== null && { nonce }),
    ...(travelMs !== null && { travelMs }),
    ...(closesAt !== null && { closesAt }),
    ...(camera && { camera }),
    ...(waiting && { waiting })
  }
}

function lastAccepted({ ledger: { results } }: Kept): string | null {
  for (const { reply } of latestFirst(results)) if (reply.status !== 'refused') return reply.id
  return null
}

function waitingIn({ ledger: { waiting } }: Kept, now: number) {
  const last = Object.entries(waiting).findLast(([, { at }]) => at <= now && now - at <= approvalMs)
  return last && { id: last[0], actor: last[1].actor, until: last[1].at + approvalMs }
}
