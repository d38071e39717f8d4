import { latestFirst } from '#lib/domain/gates/contract/results.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { Schedule } from '#lib/domain/gates/schedule.ts'
import { approvalMs } from '#lib/domain/gates/contract/timers.ts'
import type { AgentGate } from '../core/agent-gate.ts'
import type { PersistedState } from '../core/persisted-state.ts'
import { reportAge } from '../core/clock.ts'
import { batteryOf } from '../core/power/on-power.ts'
import { lacksDecision, scheduleInForce } from '../core/on-decision.ts'
import { heldUntil } from '../core/progress.ts'
import { runIn } from '../core/run.ts'
import { nextClosing } from '../core/schedule.ts'

/** The parts of a state that do not come from the gate itself. */
export interface StateContext {
  seq: number
  bootId: string
  /** Agent's clock, Unix ms. */
  now: number
  nonce: string | null
}

/** Builds a gate's state for publishing. */
export function stateOf(known: AgentGate, { seq, bootId, now, nonce }: StateContext): GateState {
  const { settings, kept, report } = known
  const { unit, gate, key, travelMs, camera } = settings
  const schedule = scheduleInForce(known)
  const { motion, position, obstructed, assumed, deviceOnline, reportedAt } = report
  const warnings = [
    ...(known.records ? [] : ['cannot-record']),
    ...(lacksDecision(known) ? ['no-decision'] : []),
    ...(report.warnings ?? [])
  ]
  const timed = schedule && nonce === null ? timesOf(schedule, kept, now) : null
  const waiting = waitingIn(kept, now)
  const power = powerOf(known, now)
  const holdsUntil = heldUntil(known)
  const run = runIn(known)
  return {
    v: 1,
    unit,
    gate,
    key,
    seq,
    bootId,
    starts: kept.starts,
    agentTime: now,
    reportedAt,
    reportAgeMs: reportAge(known),
    motion,
    position,
    obstructed,
    assumed,
    deviceOnline,
    lock: kept.lock,
    lastCmdId: lastAccepted(kept),
    ...(nonce !== null && { nonce }),
    ...(travelMs !== null && { travelMs }),
    ...(run && { run }),
    ...(power && { power }),
    ...(warnings.length > 0 && { warnings }),
    ...(holdsUntil !== null && { holdsUntil }),
    ...timed,
    ...(camera && { camera }),
    ...(waiting && { waiting })
  }
}

function timesOf(schedule: Schedule, kept: PersistedState, now: number) {
  const postponed = kept.postponed.filter((until) => until > now)
  return {
    schedule,
    closesAt: nextClosing(schedule, kept, now),
    ...(postponed.length > 0 && { postponed })
  }
}

/** Reports a power cut from the persisted state, even one from before this start; mains power only if reported since. */
function powerOf(gate: AgentGate, now: number): GateState['power'] {
  if (!gate.kept.cut) return gate.mains ? { mains: true } : undefined
  const left = batteryOf(gate, now)
  return left === undefined ? { mains: false } : { mains: false, minutesLeft: left }
}

function lastAccepted({ ledger: { results } }: PersistedState): string | null {
  for (const { reply } of latestFirst(results)) if (reply.status !== 'refused') return reply.id
  return null
}

function waitingIn({ ledger: { waiting } }: PersistedState, now: number) {
  const last = Object.entries(waiting).findLast(([, { at }]) => at <= now && now - at <= approvalMs)
  return last && { id: last[0], actor: last[1].actor, until: last[1].at + approvalMs }
}
