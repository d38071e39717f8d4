import { completedWithinMs, reportExpiryMs } from '#lib/domain/gates/contract/timers.ts'
import type { AgentGate } from './agent-gate.ts'

/** How far the time on the disk may lag behind the clock, ms. */
const grainMs = 10_000

/**
 * Tells whether the clock can be trusted. A clock that was put back would make old commands fresh again: until it has
 * caught up, only a challenge proves that a command is fresh.
 * @param now agent's clock, Unix ms
 */
export function clockIsRight(gate: AgentGate, now: number): boolean {
  return now >= gate.latest
}

/** Remembers the latest time that the clock has shown. @param grain how far the disk may lag behind it, ms */
export function clockShows(gate: AgentGate, now: number, grain = grainMs): AgentGate {
  if (now <= gate.latest) return gate
  const { kept } = gate
  return { ...gate, latest: now, kept: now - kept.latest < grain ? kept : { ...kept, latest: now } }
}

/** Returns the age of the controller's last report on the gate itself by the monotonic clock, whole ms; null: none is known. */
export function reportAge({ steady, heardAt }: AgentGate): number | null {
  return heardAt === null ? null : Math.round(steady - heardAt)
}

/** Tells whether the controller's last report is recent enough to say how the gate stands now. */
export function isHeardLately(gate: AgentGate): boolean {
  const age = reportAge(gate)
  return age !== null && age <= reportExpiryMs
}

/** Tells whether the reported motion has lasted longer than any motion of this gate: it may have ended unheard. */
export function isMotionOver({ moving, steady, settings }: AgentGate): boolean {
  if (!moving) return false
  const act = moving.motion === 'opening' ? 'OPEN' : 'CLOSE'
  return steady - moving.since > completedWithinMs(act, settings.travelMs)
}
