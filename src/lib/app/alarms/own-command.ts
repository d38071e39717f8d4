import type { OwnCommand } from '../gates/command-request.ts'
import type { GateInAlarm } from '#lib/domain/alarms/timeline.ts'
import { skewMs } from '#lib/domain/alarms/words-on-gates.ts'

/** Returns what this page itself asked of a gate as part of an alarm; what it asked before the alarm does not count. */
export function ownCommand(
  alarm: { beganAt: string },
  { commanded }: Pick<GateInAlarm, 'commanded'>,
  moved: OwnCommand | null
): OwnCommand | null {
  if (!moved || moved.askedAt < Date.parse(alarm.beganAt) - skewMs) return null
  // This phone records its own entry seconds after it asked; a different command after that is somebody else's.
  const isOvertaken =
    commanded !== null &&
    Date.parse(commanded.fact.at) > moved.askedAt &&
    commanded.attempt.action !== moved.action
  return isOvertaken ? null : moved
}
