import { within } from '#lib/domain/gates/contract/hours.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { alerting } from './alerting.ts'
import { andThen, nothing, type Gate, type Step } from './gate.ts'
import { standOf } from './persisted-state.ts'
import { explains, progress } from './progress.ts'

/** A controller that came back a moment ago may move by itself: that is nobody's hand at the button, ms. */
export const settlingMs = 60_000

/** What follows from what the controller says now, at the agent's time `now` (Unix ms). */
export function onReport(gate: Gate, report: GateReport, now: number): Step {
  const before = gate.report
  if (report === before) return nothing(gate)
  const back = report.deviceOnline && !before.deviceOnline
  const heard = { ...gate, ...openFor(gate, report, now), report, backSince: back ? now : gate.backSince }
  let step = andThen(presence(heard, before, now), (known) => unasked(known, before, now))
  for (const { id } of gate.kept.errands)
    step = andThen(step, (known) => {
      const errand = known.kept.errands.find((other) => other.id === id)
      return errand ? progress(known, errand, before, now) : nothing(known)
    })
  return { gate: step.gate, deeds: [...step.deeds, { do: 'state' }] }
}

/** Since when it stands open, half open too; while nobody can say, it is taken to stand as it did. */
function openFor({ openSince, leftOpenTold }: Gate, { motion }: GateReport, now: number) {
  if (motion === 'closed') return { openSince: null, leftOpenTold: 0 }
  const open = motion === 'open' || motion === 'stopped'
  return { openSince: open ? (openSince ?? now) : openSince, leftOpenTold }
}

function presence(gate: Gate, before: GateReport, now: number): Step {
  const { deviceOnline } = gate.report
  if (deviceOnline === before.deviceOnline) return nothing(gate)
  const body = {
    kind: deviceOnline ? 'online' : 'offline',
    source: 'agent',
    after: standOf(gate.report)
  } as const
  const step: Step = { gate, deeds: [{ do: 'log', body }] }
  return deviceOnline ? step : andThen(step, (known) => alerting(known, 'offline', now))
}

/** A movement that nobody asked for: a hand at the wall, or something that should not be. */
function unasked(gate: Gate, before: GateReport, now: number): Step {
  const { report, kept, backSince, settings } = gate
  const known = before.motion !== 'unknown' && report.motion !== 'unknown' && report.motion !== before.motion
  const moved = known && (isMoving(report) || !isMoving(before))
  if (!moved || explains(gate, report, now)) return nothing(gate)
  const settling = backSince !== null && now - backSince < settlingMs
  const { closedHours, twoPersons } = settings.policy
  const guarded = [closedHours, twoPersons].some((hours) => hours !== null && within(hours, now))
  const letsIn = report.motion === 'opening' || report.motion === 'open'
  const stands = { before: standOf(before), after: standOf(report) }
  if (settling || kept.lock !== null || (guarded && letsIn)) {
    const body = { kind: 'unexpected-move', source: 'agent', ...stands } as const
    return andThen({ gate, deeds: [{ do: 'log', body }] }, (known) => alerting(known, 'unexpected-move', now))
  }
  return { gate, deeds: [{ do: 'log', body: { kind: 'local-manual', source: 'wall', ...stands } }] }
}
