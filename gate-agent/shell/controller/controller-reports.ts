import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { DialectState } from '../../adapters/dialect.ts'

/** The report of a controller that nothing is known of. */
export const reportOfNothing: GateReport = {
  position: null,
  motion: 'unknown',
  obstructed: null,
  assumed: false,
  deviceOnline: false,
  reportedAt: null
}

/** Tells whether the controller has come online and has not said yet how its gate stands. */
export function isBirth(before: DialectState, after: DialectState): boolean {
  const isKnown = before.deviceOnline && before.motion !== 'unknown'
  return after.deviceOnline && after.motion === 'unknown' && (isKnown || !before.deviceOnline)
}

/** Returns what a dialect's state says of the gate. */
export function gateReportOf({
  position,
  motion,
  obstructed,
  assumed,
  deviceOnline,
  reportedAt,
  endsOnly
}: DialectState): GateReport {
  const report = { position, motion, obstructed, assumed, deviceOnline, reportedAt }
  return endsOnly ? { ...report, endsOnly } : report
}
