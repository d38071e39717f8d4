import {
  completedWithinMs,
  movingWithinMs,
  statePeriodMs,
  warnMs
} from '#lib/domain/gates/contract/timers.ts'
import { isMoving } from '#lib/domain/gates/motion.ts'
import { eveningOf } from '#lib/domain/gates/schedule.ts'
import { alerting, notClosed } from './alerting.ts'
import { clockIsRight, clockShows, isHeardLately, isMotionOver } from './clock.ts'
import { closesAlready } from './closes-already.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { lacksDecision } from './on-decision.ts'
import { standOf, type GateTask, type Evening } from './persisted-state.ts'
import { expecting, sayingHold } from './progress.ts'
import { closingStep, nextClosing } from './schedule.ts'
import { spellsOver } from './refusals.ts'
import { withTask, finish, say } from './replies.ts'

/** How long after opening people are alerted that the gate is still open, ms. */
const leftOpenAfterMs = [10, 30, 180].map((minutes) => minutes * 60_000)

/** How long to wait for the reason after a gate has stopped half-way, ms. */
const haltMs = 1_000

/** How late a passage may still be closed, ms. After that nobody expects it any more, or somebody has set the clock. */
const latePassageMs = 30_000

/**
 * Handles the passing of time: timeouts, the evening's closing, reminders and the periodic state.
 * @param now agent's clock, Unix ms
 * @param freshId makes the id of a scheduled task
 * @param challenges whether commands have to prove that they are fresh, since the clock is not to be trusted
 */
export function onTick(
  gate: AgentGate,
  now: number,
  freshId: () => string,
  challenges = false
): GateTransition {
  const timed = !challenges && clockIsRight(gate, now)
  let step = watchdog(clockShows(gate, now))
  for (const task of gate.kept.tasks) step = andThen(step, (known) => patience(known, task, now))
  step = andThen(step, (known) => evening(known, now, freshId, timed))
  step = andThen(step, (known) => leftOpen(known, now))
  step = andThen(step, (known) => spellsOver(known, now))
  const { saidAt } = step.gate
  const silent = saidAt === null || now - saidAt >= statePeriodMs(challenges) || now < saidAt
  if (!silent) return sayingHold(gate, step)
  return { gate: { ...step.gate, saidAt: now }, effects: [...step.effects, { do: 'state' }] }
}

/** Ends a motion that takes too long: the gate is unknown until its controller says something else. */
function watchdog(gate: AgentGate): GateTransition {
  if (!isMoving(gate.report) || !isMotionOver(gate)) return noEffect(gate)
  const report = { ...gate.report, motion: 'unknown', position: null } as const
  return { gate: { ...gate, report }, effects: [{ do: 'state' }] }
}

/** Ends a task that takes too long, without a retry, and closes a passage when its minute is over. */
function patience(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const { movesAt, holdsUntil, act, movedAt, haltedAt, toldAt } = task
  if (movesAt !== null) {
    if (isAstray(task, movesAt + warnMs, now)) return unclosed(gate, task, 'failed', now)
    return now < movesAt ? noEffect(gate) : move(gate, task, now)
  }
  if (holdsUntil !== null && act === 'OPEN') {
    if (isAstray(task, holdsUntil + latePassageMs, now)) return unclosed(gate, task, 'failed', now)
    return now < holdsUntil ? noEffect(gate) : warn(withTask(gate, warned(task, now)))
  }
  if (haltedAt !== null && now - haltedAt > haltMs) return finish(gate, task, 'stopped', now)
  const limit = completedWithinMs(act, gate.settings.travelMs)
  // Waits the whole time where only the ends are reported: that nobody sees it move is no sign that it stands still.
  const unseen = gate.report.endsOnly === true && act !== 'STOP'
  const still = movedAt === null && !unseen && now - toldAt > movingWithinMs
  return still || now - toldAt > limit ? finish(gate, task, 'timeout', now) : noEffect(gate)
}

/** Tells whether a closing comes too late, or the clock was put back to before it was asked for. The gate then stays as it is. */
const isAstray = ({ receivedAt }: GateTask, latest: number, now: number) => now > latest || now < receivedAt

/** Ends a task without closing the gate, and alerts people unless its own end or a drill says enough. */
function unclosed(
  gate: AgentGate,
  task: GateTask,
  failure: 'obstructed' | 'failed',
  now: number
): GateTransition {
  const step = finish(gate, task, failure, now)
  const told = task.source === 'schedule' || task.drill
  return told ? step : andThen(step, (known) => notClosed(known, now))
}

/** Warns with light and sound: nobody may be watching a gate that closes by itself. */
const warn = (gate: AgentGate): GateTransition => ({ gate, effects: [{ do: 'warn', ms: warnMs }] })
const warned = (task: GateTask, now: number): GateTask => ({
  ...task,
  act: 'CLOSE',
  movesAt: now + warnMs,
  toldAt: now + warnMs,
  movedAt: null,
  haltedAt: null
})

/** Closes the gate after the warning, unless something stands in its way by now. */
function move(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const failure = hindrance(gate, task)
  if (failure) return unclosed(gate, task, failure, now)
  const told = withTask(expecting(gate, 'CLOSE', now), { ...task, movesAt: null, toldAt: now })
  return closesAlready(gate, false) ? noEffect(told) : { gate: told, effects: [{ do: 'move', act: 'CLOSE' }] }
}

/** Returns the status with which the task ends if the gate may not close by itself now; null: it may. */
function hindrance(gate: AgentGate, { source }: GateTask): 'obstructed' | 'failed' | null {
  const { report, kept } = gate
  if (report.obstructed === true) return 'obstructed'
  if (source === 'schedule' && lacksDecision(gate)) return 'failed'
  return !report.deviceOnline || kept.lock?.kind === 'maintenance' ? 'failed' : null
}

/**
 * Closes the gate at its hour, and alerts people before. @param timed false: the clock is not to be trusted, so that its
 * evening may be anybody's noon; nothing moves, and people hear that. Without a decision nothing moves either
 */
function evening(gate: AgentGate, now: number, freshId: () => string, timed: boolean): GateTransition {
  const { schedule } = gate.settings
  if (!schedule) return noEffect(gate)
  const { evening: last, postponed, tasks } = gate.kept
  const due = closingStep(schedule, last, postponed, now)
  const what = timed || due === null ? due : 'missed'
  if (what === null) return noEffect(gate)
  const { day } = eveningOf(schedule, now)
  const known = last?.day === day ? last : { day, warned: false, tries: 0, triedAt: 0, over: false }
  const remember = (more: Partial<Evening>): AgentGate => ({
    ...gate,
    kept: { ...gate.kept, evening: { ...known, ...more } }
  })
  // An evening whose hour passed without a decision stays open: one that is recorded later does not close it late.
  if (lacksDecision(gate)) return noEffect(what === 'tell' ? gate : remember({ over: true }))
  if (what === 'tell') {
    const minutes = Math.ceil((nextClosing(schedule, gate.kept, now) - now) / 60_000)
    return alerting(remember({ warned: true }), 'closes-soon', now, minutes)
  }
  const tried = known.tries > 0
  if (tried && tasks.length > 0) return noEffect(gate)
  const { deviceOnline, motion } = gate.report
  // Unknown, and closed by an old report, count as open.
  const isClosed = deviceOnline && motion === 'closed' && isHeardLately(gate)
  if (isClosed && (tried || what === 'close')) return noEffect(remember({ over: true }))
  if (what === 'missed') return missed(remember({ over: true }), now)
  if (tasks.length > 0 || isMoving(gate.report)) return noEffect(gate)
  return close(remember({ tries: known.tries + 1, triedAt: now }), freshId(), now)
}

/** Logs and alerts a closing that was missed because the agent was off at its hour, or before a retry. */
function missed(gate: AgentGate, now: number): GateTransition {
  const body = { kind: 'schedule-missed', source: 'schedule', after: standOf(gate.report) } as const
  return andThen({ gate, effects: [{ do: 'log', body }] }, (known) => alerting(known, 'schedule-missed', now))
}

/** Starts the scheduled closing with its warning. */
function close(gate: AgentGate, id: string, now: number): GateTransition {
  const asked: GateTask = {
    id,
    source: 'schedule',
    actor: null,
    action: 'CLOSE',
    act: 'CLOSE',
    replyTo: null,
    receivedAt: now,
    movesAt: null,
    toldAt: now,
    movedAt: null,
    haltedAt: null,
    holdsUntil: null,
    before: standOf(gate.report),
    drill: false
  }
  const task = warned(asked, now)
  const begun = { ...gate, kept: { ...gate.kept, tasks: [...gate.kept.tasks, task] } }
  return andThen(warn(begun), (known) => say(known, task, 'accepted', now))
}

function leftOpen(gate: AgentGate, now: number): GateTransition {
  const { openSince, leftOpenTold, report } = gate
  const after = leftOpenAfterMs[leftOpenTold]
  if (openSince === null || after === undefined || now - openSince < after) return noEffect(gate)
  const minutes = after / 60_000
  const body = { kind: 'left-open', source: 'agent', after: standOf(report), minutes } as const
  const told = { ...gate, leftOpenTold: leftOpenTold + 1 }
  return andThen({ gate: told, effects: [{ do: 'log', body }] }, (known) =>
    alerting(known, 'left-open', now, minutes)
  )
}
