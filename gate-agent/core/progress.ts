import { completedWithinMs, passHoldMs } from '#lib/domain/gates/contract/timers.ts'
import { isMoving, type GateReport } from '#lib/domain/gates/motion.ts'
import { alerting } from './alerting.ts'
import { andThen, nothing, type Gate, type Step } from './gate.ts'
import type { Errand } from './persisted-state.ts'
import { changed, finish, say } from './replies.ts'

const target = ({ act }: Pick<Errand, 'act'>) => (act === 'OPEN' ? 'open' : 'closed')
const onItsWay = ({ act }: Pick<Errand, 'act'>) => (act === 'OPEN' ? 'opening' : 'closing')

/** For so long a controller may still tell of what it was told before it was told something else, ms. */
const echoMs = 3_000

/** What the gate does for a while is what it was told. @param now agent's clock, Unix ms */
export function expecting(gate: Gate, act: Errand['act'], now: number): Gate {
  const overtaken = gate.expected.filter((one) => gate.kept.errands.some((errand) => errand.act === one.act))
  const earlier = overtaken.map((one) => ({ ...one, until: Math.min(one.until, now + echoMs) }))
  if (act === 'STOP') return { ...gate, expected: earlier }
  const until = now + 2 * completedWithinMs(act, gate.settings.travelMs)
  return { ...gate, expected: [...earlier, { act, until }] }
}

/** Does something that was asked for explain this? */
export function explains({ kept, expected }: Gate, { motion }: GateReport, now: number): boolean {
  const told = kept.errands.filter(({ movesAt, act }) => movesAt === null && act !== 'STOP')
  const acts = [...told, ...expected.filter(({ until }) => now <= until)]
  return motion === 'stopped' || acts.some((act) => motion === target(act) || motion === onItsWay(act))
}

/** Has the errand begun, ended, or met something? Only what the controller said after it was told counts. */
export function progress(gate: Gate, errand: Errand, before: GateReport, now: number): Step {
  const { report } = gate
  if (errand.movesAt !== null || !report.deviceOnline || report.motion === 'unknown') return nothing(gate)
  if (report.reportedAt === null || report.reportedAt < errand.toldAt) return nothing(gate)
  if (errand.act === 'STOP') return isMoving(report) ? nothing(gate) : finish(gate, errand, 'completed', now)
  if (report.motion === target(errand)) return arrived(gate, errand, now)
  if (errand.act === 'CLOSE' && report.obstructed === true && !isMoving(report))
    return blocked(gate, errand, now)
  if (errand.movedAt === null && runs(errand, report, before)) {
    const moving = { ...errand, movedAt: now }
    return say(changed(gate, moving), moving, 'moving', now)
  }
  return halted(gate, errand, now)
}

/** Half-way and still: a sensor may say in a moment what it ran onto. */
function halted(gate: Gate, errand: Errand, now: number): Step {
  const still = gate.report.motion === 'stopped' && errand.movedAt !== null
  if (still === (errand.haltedAt !== null)) return nothing(gate)
  return nothing(changed(gate, { ...errand, haltedAt: still ? now : null }))
}

/** An errand that asks for what already is. What a controller only works out is asked for anew. */
export function already(gate: Gate, errand: Errand, now: number): Step {
  const { deviceOnline, assumed, motion } = gate.report
  if (!deviceOnline || assumed) return nothing(gate)
  if (errand.act === 'STOP')
    return isMoving(gate.report) ? nothing(gate) : finish(gate, errand, 'completed', now)
  return motion === target(errand) ? arrived(gate, errand, now) : nothing(gate)
}

/** A controller without words for motion shows it by its position. */
function runs(errand: Errand, report: GateReport, before: GateReport): boolean {
  if (report.motion === onItsWay(errand)) return true
  if (report.position === null || before.position === null) return false
  return errand.act === 'OPEN' ? report.position > before.position : report.position < before.position
}

/** A passage that is open holds for a minute; everything else is done. */
function arrived(gate: Gate, errand: Errand, now: number): Step {
  if (errand.action !== 'PASS' || errand.act !== 'OPEN') return finish(gate, errand, 'completed', now)
  if (errand.holdsUntil !== null) return nothing(gate)
  return nothing(changed(gate, { ...errand, movedAt: errand.movedAt ?? now, holdsUntil: now + passHoldMs }))
}

/** Nothing is tried again on what stands under a gate: a person is called. */
function blocked(gate: Gate, errand: Errand, now: number): Step {
  const step = finish(gate, errand, 'obstructed', now)
  return errand.drill ? step : andThen(step, (known) => alerting(known, 'obstructed', now))
}
