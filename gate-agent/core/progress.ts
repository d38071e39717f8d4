import { completedWithinMs, passHoldMs, warnMs } from '#lib/domain/gates/contract/timers.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { alerting } from './alerting.ts'
import { isHeardLately } from './clock.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import type { GateTask } from './persisted-state.ts'
import { withTask, finish, say } from './replies.ts'

const target = ({ act }: Pick<GateTask, 'act'>) => (act === 'OPEN' ? 'open' : 'closed')
const onItsWay = ({ act }: Pick<GateTask, 'act'>) => (act === 'OPEN' ? 'opening' : 'closing')

/** How long after a new command a controller may still report the effect of the one before, ms. */
const echoMs = 3_000

/** Remembers a command, so that it explains the gate's movements for a while. @param now agent's clock, Unix ms */
export function expecting(gate: AgentGate, act: GateTask['act'], now: number): AgentGate {
  const overtaken = gate.expected.filter((one) => gate.kept.tasks.some((task) => task.act === one.act))
  const earlier = overtaken.map((one) => ({ ...one, until: Math.min(one.until, now + echoMs) }))
  if (act === 'STOP') return { ...gate, expected: earlier }
  const until = now + 2 * completedWithinMs(act, gate.settings.travelMs)
  // Reports from now on may be of the motion that was ordered.
  return { ...gate, moving: null, expected: [...earlier, { act, until }] }
}

/** Tells whether a command explains this motion. */
export function explains({ kept, expected }: AgentGate, { motion }: GateReport, now: number): boolean {
  const told = kept.tasks.filter(({ movesAt, act }) => movesAt === null && act !== 'STOP')
  const acts = [...told, ...expected.filter(({ until }) => now <= until)]
  return motion === 'stopped' || acts.some((act) => motion === target(act) || motion === onItsWay(act))
}

/** Moves a task on by a report: begun, ended or obstructed. Reports from before its command do not count. */
export function progress(gate: AgentGate, task: GateTask, before: GateReport, now: number): GateTransition {
  const { report } = gate
  if (task.movesAt !== null || !report.deviceOnline || report.motion === 'unknown') return noEffect(gate)
  if (report.reportedAt === null || report.reportedAt < task.toldAt) return noEffect(gate)
  if (task.act === 'STOP') return isMoving(report) ? noEffect(gate) : finish(gate, task, 'completed', now)
  if (report.motion === target(task)) return arrived(gate, task, now)
  if (task.act === 'CLOSE' && report.obstructed === true && !isMoving(report)) return blocked(gate, task, now)
  if (task.movedAt === null && runs(task, report, before)) {
    const moving = { ...task, movedAt: now }
    return say(withTask(gate, moving), moving, 'moving', now)
  }
  return halted(gate, task, now)
}

/** Notes when the gate stops half-way: a sensor may report the obstruction a moment later. */
function halted(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const still = gate.report.motion === 'stopped' && task.movedAt !== null
  if (still === (task.haltedAt !== null)) return noEffect(gate)
  return noEffect(withTask(gate, { ...task, haltedAt: still ? now : null }))
}

/**
 * Completes a task whose goal is already reached. An assumed position does not count, nor an old report: the command is
 * sent.
 */
export function already(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const { deviceOnline, assumed, motion } = gate.report
  if (!deviceOnline || assumed || motion === 'unknown' || !isHeardLately(gate)) return noEffect(gate)
  if (task.act === 'STOP')
    return isMoving(gate.report) ? noEffect(gate) : finish(gate, task, 'completed', now)
  return motion === target(task) ? arrived(gate, task, now) : noEffect(gate)
}

/** Tells whether the gate moves towards the task's goal; a controller without words for motion shows it by its position. */
function runs(task: GateTask, report: GateReport, before: GateReport): boolean {
  if (report.motion === onItsWay(task)) return true
  if (report.position === null || before.position === null) return false
  return task.act === 'OPEN' ? report.position > before.position : report.position < before.position
}

/** Completes the task, or holds a passage open for a minute. */
function arrived(gate: AgentGate, task: GateTask, now: number): GateTransition {
  if (task.action !== 'PASS' || task.act !== 'OPEN') return finish(gate, task, 'completed', now)
  if (task.holdsUntil !== null) return noEffect(gate)
  return noEffect(withTask(gate, { ...task, movedAt: task.movedAt ?? now, holdsUntil: now + passHoldMs }))
}

/** Ends the task without a retry and alerts people: something stands under the gate. */
function blocked(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const step = finish(gate, task, 'obstructed', now)
  return task.drill ? step : andThen(step, (known) => alerting(known, 'obstructed', now))
}

/**
 * Returns when a passage closes the gate by itself, Unix ms; null: none holds it open. During the warning it still does;
 * one closed at the wall, or locked for work on it, is not held.
 */
export function heldUntil({ kept, report }: AgentGate): number | null {
  if (kept.lock?.kind === 'maintenance' || report.motion === 'closed' || report.motion === 'closing')
    return null
  const passage = kept.tasks.find(
    ({ holdsUntil, act, movesAt }) => holdsUntil !== null && (act === 'OPEN' || movesAt !== null)
  )
  return passage?.holdsUntil == null ? null : passage.holdsUntil + warnMs
}

/** Publishes the state of a gate that a passage begins to hold open, or holds no longer: its report may say nothing new. */
export function sayingHold(before: AgentGate, step: GateTransition): GateTransition {
  const isNews = heldUntil(before) !== heldUntil(step.gate)
  const isSaid = step.effects.some(({ do: what }) => what === 'state')
  return isNews && !isSaid ? { ...step, effects: [...step.effects, { do: 'state' }] } : step
}
