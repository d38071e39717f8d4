import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { DialectState } from '../../adapters/dialect.ts'
import type { GateTask } from '../../core/persisted-state.ts'

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

const actWords: Record<GateTask['act'], string> = { OPEN: 'mở', CLOSE: 'đóng', STOP: 'dừng' }

/** Warning: a controller that answers no query, so that its gate may stay unknown until it moves. */
export const noAnswer = 'no-answer'

/** Says that an action has no way to a controller: nothing is known of it, or it has none such. */
export const noSuchAct = (id: string, act: GateTask['act']) =>
  new Error(`bộ điều khiển ${id} chưa giới thiệu mình, hoặc không có lệnh ${actWords[act]}.`)

/** Says that an action did not leave for a controller. @param code of the connection to its broker */
export const actNotSent = (id: string, act: GateTask['act'], code: string) =>
  new Error(`không gửi được lệnh ${actWords[act]} tới bộ điều khiển ${id} (mã ${code}).`)

/** Says that what a controller announces cannot be used. @param code of the dialect */
export const announcementRefused = (id: string, code: string) =>
  new Error(`không dùng được lời giới thiệu của bộ điều khiển ${id} (mã ${code}).`)
