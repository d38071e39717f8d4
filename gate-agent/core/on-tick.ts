import { completedWithinMs, movingWithinMs, statePeriodMs } from '#lib/domain/gates/contract/timers.ts'
import { isMoving } from '#lib/domain/gates/motion.ts'
import { alerting, notClosed } from './alerting.ts'
import { clockShows } from './clock.ts'
import { andThen, nothing, type Gate, type Step } from './gate.ts'
import { standOf, type Errand, type Evening } from './persisted-state.ts'
import { expecting } from './progress.ts'
import { due, eveningOf, nextClosing, warnMs } from './schedule.ts'
import { spellsOver } from './refusals.ts'
import { changed, finish, say } from './replies.ts'

/** When a gate that stands open is somebody's business, and again, ms. */
const leftOpenAfterMs = [10, 30, 180].map((minutes) => minutes * 60_000)

/** How long a gate that stands half-way may yet say why, ms. */
const haltMs = 1_000

/** What the passing of time brings, at the agent's time `now` (Unix ms). `freshId` makes the id of an errand of the hour's. */
export function onTick(gate: Gate, now: number, freshId: () => string, challenges = false): Step {
  let step = nothing(clockShows(gate, now))
  for (const errand of gate.kept.errands) step = andThen(step, (known) => patience(known, errand, now))
  step = andThen(step, (known) => evening(known, now, freshId))
  step = andThen(step, (known) => leftOpen(known, now))
  step = andThen(step, (known) => spellsOver(known, now))
  const { saidAt } = step.gate
  const silent = saidAt === null || now - saidAt >= statePeriodMs(challenges) || now < saidAt
  return silent ? { gate: { ...step.gate, saidAt: now }, deeds: [...step.deeds, { do: 'state' }] } : step
}

/** An errand that does not end is not known, and nothing is tried again; a passage closes when its minute is over. */
function patience(gate: Gate, errand: Errand, now: number): Step {
  const { movesAt, holdsUntil, act, movedAt, haltedAt, toldAt } = errand
  if (movesAt !== null) return now < movesAt ? nothing(gate) : move(gate, errand, now)
  if (holdsUntil !== null && act === 'OPEN')
    return now < holdsUntil ? nothing(gate) : warn(changed(gate, warned(errand, now)))
  if (haltedAt !== null && now - haltedAt > haltMs) return finish(gate, errand, 'stopped', now)
  const limit = completedWithinMs(act, gate.settings.travelMs)
  const still = act !== 'STOP' && movedAt === null && now - toldAt > movingWithinMs
  return still || now - toldAt > limit ? finish(gate, errand, 'timeout', now) : nothing(gate)
}

/** A gate that nobody watches warns before it closes. */
const warn = (gate: Gate): Step => ({ gate, deeds: [{ do: 'warn', ms: warnMs }] })
const warned = (errand: Errand, now: number): Errand => ({
  ...errand,
  act: 'CLOSE',
  movesAt: now + warnMs,
  toldAt: now + warnMs,
  movedAt: null,
  haltedAt: null
})

/** The warning is over: it closes, unless something stands in its way by now. */
function move(gate: Gate, errand: Errand, now: number): Step {
  const failure = hindrance(gate)
  if (failure) {
    const step = finish(gate, errand, failure, now)
    const told = errand.source === 'schedule' || errand.drill
    return told ? step : andThen(step, (known) => notClosed(known, now))
  }
  const told = changed(expecting(gate, 'CLOSE', now), { ...errand, movesAt: null, toldAt: now })
  // Somebody was quicker: it is not told twice.
  return gate.report.motion === 'closing'
    ? nothing(told)
    : { gate: told, deeds: [{ do: 'move', act: 'CLOSE' }] }
}

/** Why a gate may not close by itself now, as the status that its errand ends with. */
function hindrance({ report, kept }: Gate): 'obstructed' | 'failed' | null {
  if (report.obstructed === true) return 'obstructed'
  return !report.deviceOnline || kept.lock?.kind === 'maintenance' ? 'failed' : null
}

function evening(gate: Gate, now: number, freshId: () => string): Step {
  const { schedule } = gate.settings
  if (!schedule) return nothing(gate)
  const { evening: last, postponedUntil, errands } = gate.kept
  const what = due(schedule, last, postponedUntil, now)
  if (what === null) return nothing(gate)
  const { day } = eveningOf(schedule, now)
  const known = last?.day === day ? last : { day, warned: false, tries: 0, triedAt: 0, over: false }
  const remember = (more: Partial<Evening>): Gate => ({
    ...gate,
    kept: { ...gate.kept, evening: { ...known, ...more } }
  })
  if (what === 'tell') {
    const minutes = Math.ceil((nextClosing(schedule, gate.kept, now) - now) / 60_000)
    return alerting(remember({ warned: true }), 'closes-soon', now, minutes)
  }
  if (what === 'missed') return missed(remember({ over: true }), now)
  if (gate.report.deviceOnline && gate.report.motion === 'closed') return nothing(remember({ over: true }))
  if (errands.length > 0 || isMoving(gate.report)) return nothing(gate)
  return close(remember({ tries: known.tries + 1, triedAt: now }), freshId(), now)
}

/** Its hour went by while nobody was there to close: that is nobody's fault, and people must know. */
function missed(gate: Gate, now: number): Step {
  const body = { kind: 'schedule-missed', source: 'schedule', after: standOf(gate.report) } as const
  return andThen({ gate, deeds: [{ do: 'log', body }] }, (known) => alerting(known, 'schedule-missed', now))
}

/** The hour has come: the gate warns, and closes by itself. */
function close(gate: Gate, id: string, now: number): Step {
  const asked: Errand = {
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
  const errand = warned(asked, now)
  const begun = { ...gate, kept: { ...gate.kept, errands: [...gate.kept.errands, errand] } }
  return andThen(warn(begun), (known) => say(known, errand, 'accepted', now))
}

function leftOpen(gate: Gate, now: number): Step {
  const { openSince, leftOpenTold, report } = gate
  const after = leftOpenAfterMs[leftOpenTold]
  if (openSince === null || after === undefined || now - openSince < after) return nothing(gate)
  const minutes = after / 60_000
  const body = { kind: 'left-open', source: 'agent', after: standOf(report), minutes } as const
  const told = { ...gate, leftOpenTold: leftOpenTold + 1 }
  return andThen({ gate: told, deeds: [{ do: 'log', body }] }, (known) =>
    alerting(known, 'left-open', now, minutes)
  )
}
