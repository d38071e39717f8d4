import { completedWithinMs } from '#lib/domain/gates/contract/timers.ts'
import type { AgentGate } from './agent-gate.ts'

/** Greatest age of a report at which it still proves that a gate at rest is closed, ms: three queries of the controller. */
const provenForMs = 180_000

/**
 * Tells whether the gate already does what CLOSE would make it do, so that nothing is sent: some drivers stop or turn
 * round at a second CLOSE. Only the controller's own recent report tells; a calculated position does not, and a stop or
 * an opening that was sent meanwhile overtakes it. @param alarm whether the closing is for an alarm: then only the closed
 * end counts @param now agent's clock, Unix ms
 */
export function closesAlready({ report, kept, settings }: AgentGate, alarm: boolean, now: number): boolean {
  const { motion, assumed, deviceOnline, reportedAt } = report
  if (!deviceOnline || assumed || reportedAt === null) return false
  if (kept.tasks.some(({ act, movesAt }) => act !== 'CLOSE' && movesAt === null)) return false
  const ageMs = now - reportedAt
  if (motion === 'closed') return ageMs <= provenForMs
  return motion === 'closing' && !alarm && ageMs <= completedWithinMs('CLOSE', settings.travelMs)
}
