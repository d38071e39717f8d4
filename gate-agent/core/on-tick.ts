import { completedWithinMs, movingWithinMs, statePeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { isMoving } from '#lib/domain/gates/motion.ts'
import { alerting, notClosed } from './alerting.ts'
import { clockShows } from './clock.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { standOf, type GateTask, type Evening } from './persisted-state.ts'
import { expecting } from './progress.ts'
import { closingStep, eveningOf, nextClosing, warnMs } from './schedule.ts'
import { spellsOver } from './refusals.ts'
import { withTask, finish, say } from './replies.ts'

/** When a gate that stands open is somebody's business, and again, ms. */
const leftOpenAfterMs = [10, 30, 180].map((minutes) => minutes * 60_000)

/** How long a gate that stands half-way may yet say why, ms. */
const haltMs = 1_000

/** What the passing of time brings, at the agent's time `now` (Unix ms). `freshId` makes the id of a task of the hour's. */
export function onTick(gate: AgentGate, now: number, freshId: () => string, challenges = false): GateTransition {
  let step = noEffect(clockShows(gate, now))
  for (const task of gate.kept.tasks) step = andThen(step, (known) => patience(known, task, now))
  step = andThen(step, (known) => evening(known, now, freshId))
  step = andThen(step, (known) => leftOpen(known, now))
  step = andThen(step, (known) => spellsOver(known, now))
  const { saidAt } = step.gate
  const silent = saidAt === null || now - saidAt >= statePeriodMs(challenges) || now < saidAt
  return silent ? { gate: { ...step.gate, saidAt: now }, effects: [...step.effects, { do: 'state' }] } : step
}

/** A task that does not end is not known, and nothing is tried again; a passage closes when its minute is over. */
function patience(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const { movesAt, holdsUntil, act, movedAt, haltedAt, toldAt } = task
  if (movesAt !== null) return now < movesAt ? noEffect(gate) : move(gate, task, now)
  if (holdsUntil !== null && act === 'OPEN')
    return now < holdsUntil ? noEffect(gate) : warn(withTask(gate, warned(task, now)))
  if (haltedAt !== null && now - haltedAt > haltMs) return finish(gate, task, 'stopped', now)
  const limit = completedWithinMs(act, gate.settings.travelMs)
  const still = act !== 'STOP' && movedAt === null && now - toldAt > movingWithinMs
  return still || now - toldAt > limit ? finish(gate, task, 'timeout', now) : noEffect(gate)
}

/** A gate that nobody watches warns before it closes. */
const warn = (gate: AgentGate): GateTransition => ({ gate, effects: [{ do: 'warn', ms: warnMs }] })
const warned = (task: GateTask, now: number): GateTask => ({
  ...task,
  act: 'CLOSE',
  movesAt: now + warnMs,
  toldAt: now + warnMs,
  movedAt: null,
  haltedAt: null
})

/** The warning is over: it closes, unless something stands in its way by now. */
function move(gate: AgentGate, task: GateTask, now: number): GateTransition {
  const failure = hindrance(gate)
  if (failure) {
    const step = finish(gate, task, failure, now)
    const told = task.source === 'schedule' || task.drill
    return told ? step : andThen(step, (known) => notClosed(known, now))
  }
  const told = withTask(expecting(gate, 'CLOSE', now), { ...task, movesAt: null, toldAt: now })
  // Somebody was quicker: it is not told twice.
  return gate.report.motion === 'closing'
    ? noEffect(told)
    : { gate: told, effects: [{ do: 'move', act: 'CLOSE' }] }
}

/** Why a gate may not close by itself now, as the status that its task ends with. */
function hindrance({ report, kept }: AgentGate): 'obstructed' | 'failed' | null {
  if (report.obstructed === true) return 'obstructed'
  return !report.deviceOnline || kept.lock?.kind === 'maintenance' ? 'failed' : null
}

function evening(gate: AgentGate, now: number, freshId: () => string): GateTransition {
  const { schedule } = gate.settings
  if (!schedule) return noEffect(gate)
  const { evening: last, postponedUntil, tasks } = gate.kept
  const what = closingStep(schedule, last, postponedUntil, now)
  if (what === null) return noEffect(gate)
  const { day } = eveningOf(schedule, now)
  const known = last?.day === day ? last : { day, warned: false, tries: 0, triedAt: 0, over: false }
  const remember = (more: Partial<Evening>): AgentGate => ({
    ...gate,
    kept: { ...gate.kept, evening: { ...known, ...more } }
  })
  if (what === 'tell') {
    const minutes = Math.ceil((nextClosing(schedule, gate.kept, now) - now) / 60_000)
    return alerting(remember({ warned: true }), 'closes-soon', now, minutes)
  }
  if (what === 'missed') return missed(remember({ over: true }), now)
  if (gate.report.deviceOnline && gate.report.motion === 'closed') return noEffect(remember({ over: true }))
  if (tasks.length > 0 || isMoving(gate.report)) return noEffect(gate)
  return close(remember({ tries: known.tries + 1, triedAt: now }), freshId(), now)
}

/** Its hour went by while nobody was there to close: that is nobody's fault, and people must know. */
function missed(gate: AgentGate, now: number): GateTransition {
  const body = { kind: 'schedule-missed', source: 'schedule', after: standOf(gate.report) } as const
  return andThen({ gate, effects: [{ do: 'log', body }] }, (known) => alerting(known, 'schedule-missed', now))
}

/** The hour has come: the gate warns, and closes by itself. */
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
