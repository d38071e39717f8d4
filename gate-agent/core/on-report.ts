import { within } from '#lib/domain/gates/contract/hours.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { alerting } from './alerting.ts'
import { isHeardLately, isMotionOver } from './clock.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { standOf } from './persisted-state.ts'
import { runAfter } from './run.ts'
import { explains, progress, sayingHold } from './progress.ts'

/** How long after coming back a controller may move by itself, ms; such a movement is nobody's hand at the button. */
const settlingMs = 60_000

/** How far the time of the last report on the disk may lag behind it, ms. */
const grainMs = 10_000

/** Handles a report of the controller. @param now agent's clock, Unix ms */
export function onReport(known: AgentGate, said: GateReport, now: number): GateTransition {
  const before = known.report
  if (said === before) return noEffect(known)
  // A controller that was lost and found again has said nothing yet; people still see when it last did.
  const isSilent = said.reportedAt === null && said.motion === 'unknown'
  const told = isSilent ? { ...said, reportedAt: before.reportedAt } : said
  const timed = withTimes(known, told, isSilent)
  const report =
    isMoving(told) && isMotionOver(timed) ? { ...told, motion: 'unknown' as const, position: null } : told
  const gate = withLastReport(timed, report)
  const back = report.deviceOnline && !before.deviceOnline
  const heard = { ...gate, ...openFor(gate, report, now), report, backSince: back ? now : gate.backSince }
  let step = andThen(presence(heard, before, now), (known) => unasked(known, before, now))
  step = andThen(step, (known) => noEffect(withStood(known)))
  for (const { id } of gate.kept.tasks)
    step = andThen(step, (known) => {
      const task = known.kept.tasks.find((other) => other.id === id)
      return task ? progress(known, task, before, now) : noEffect(known)
    })
  // A controller that repeats itself says no news: the next periodic state bears its time.
  const saying = { gate: step.gate, effects: [...step.effects, { do: 'state' as const }] }
  return !isHeardLately(known) || saysMore(report, before) ? saying : sayingHold(known, step)
}

/** Tells whether a report differs from the one before in anything but its time. */
function saysMore(report: GateReport, before: GateReport): boolean {
  const untimed = (one: GateReport) => JSON.stringify({ ...one, reportedAt: 0 })
  return untimed(report) !== untimed(before)
}

/** Notes by the monotonic clock when the gate was last reported, and since when it is said to move as it does. */
function withTimes(gate: AgentGate, { motion, reportedAt }: GateReport, isSilent: boolean): AgentGate {
  const { steady, moving, report } = gate
  const isNews = reportedAt !== report.reportedAt
  const heardAt = isSilent || reportedAt === null ? null : isNews ? steady : gate.heardAt
  // Nothing is known of a motion that nobody reports for a while: it may go on.
  if (motion === 'unknown') return { ...gate, heardAt, run: null }
  const now = isMoving({ motion }) ? (moving?.motion === motion ? moving : { motion, since: steady }) : null
  return { ...gate, heardAt, moving: now, run: runAfter(gate, motion) }
}

/** Keeps the time of the last report on the disk, so that a restart does not lose it. */
function withLastReport(gate: AgentGate, { reportedAt }: GateReport): AgentGate {
  const { kept } = gate
  if (reportedAt === null) return gate
  if (kept.lastReportAt !== null && Math.abs(reportedAt - kept.lastReportAt) < grainMs) return gate
  return { ...gate, kept: { ...kept, lastReportAt: reportedAt } }
}

/** Tracks since when the gate has been open, wholly or half; while the position is unknown, nothing changes. */
function openFor({ openSince, leftOpenTold }: AgentGate, { motion }: GateReport, now: number) {
  if (motion === 'closed') return { openSince: null, leftOpenTold: 0 }
  const open = motion === 'open' || motion === 'stopped'
  return { openSince: open ? (openSince ?? now) : openSince, leftOpenTold }
}

function presence(gate: AgentGate, before: GateReport, now: number): GateTransition {
  const { deviceOnline } = gate.report
  if (deviceOnline === before.deviceOnline) return noEffect(gate)
  const body = {
    kind: deviceOnline ? 'online' : 'offline',
    source: 'agent',
    after: standOf(gate.report)
  } as const
  const step: GateTransition = { gate, effects: [{ do: 'log', body }] }
  return deviceOnline ? step : andThen(step, (known) => alerting(known, 'offline', now))
}

/**
 * Tells whether the gate moves, or stands elsewhere than it did. What was unknown meanwhile is compared with where it
 * stood before, also before a start of the agent; where nobody knows that, only a motion tells.
 */
function hasMoved({ report, kept: { stood } }: AgentGate, before: GateReport): boolean {
  const { motion } = report
  if (motion === 'unknown' || motion === before.motion) return false
  if (before.motion !== 'unknown') return isMoving(report) || !isMoving(before)
  return isMoving(report) || (stood !== null && (stood === 'closed') !== (motion === 'closed'))
}

/** Remembers where the gate stands; of a gate that moves nobody knows where it will, and while it is unknown nothing changes. */
function withStood(gate: AgentGate): AgentGate {
  const { motion } = gate.report
  const { kept } = gate
  const stood = isMoving(gate.report)
    ? null
    : motion === 'unknown'
      ? kept.stood
      : motion === 'closed'
        ? 'closed'
        : 'open'
  return stood === kept.stood ? gate : { ...gate, kept: { ...kept, stood } }
}

/** Logs a movement without a command: by the button on the wall, or unexpected, which alerts too. */
function unasked(gate: AgentGate, before: GateReport, now: number): GateTransition {
  const { report, kept, backSince, settings } = gate
  // Any motion may stop; where nobody saw one, only an order to open explains that the gate is not closed any more.
  const unseen = before.motion === 'unknown' && report.motion === 'stopped'
  const isExplained = explains(gate, unseen ? { ...report, motion: 'open' } : report, now)
  if (!hasMoved(gate, before) || isExplained) return noEffect(gate)
  const settling = backSince !== null && now - backSince < settlingMs
  const { closedHours, twoPersons } = settings.policy
  const guarded = [closedHours, twoPersons].some((hours) => hours !== null && within(hours, now))
  const letsIn = report.motion === 'opening' || report.motion === 'open'
  const stands = { before: standOf(before), after: standOf(report) }
  if (settling || kept.lock !== null || (guarded && letsIn)) {
    const body = { kind: 'unexpected-move', source: 'agent', ...stands } as const
    return andThen({ gate, effects: [{ do: 'log', body }] }, (known) =>
      alerting(known, 'unexpected-move', now)
    )
  }
  return { gate, effects: [{ do: 'log', body: { kind: 'local-manual', source: 'wall', ...stands } }] }
}
