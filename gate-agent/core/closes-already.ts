import type { AgentGate } from './agent-gate.ts'
import { isHeardLately } from './clock.ts'

/**
 * Tells whether the gate already does what CLOSE would make it do, so that nothing is sent: some drivers stop or turn
 * round at a second CLOSE. Only the controller's own recent report tells; a calculated position does not, and a stop or
 * an opening that was sent meanwhile overtakes it. @param alarm whether the closing is for an alarm: then only the closed
 * end counts
 */
export function closesAlready(gate: AgentGate, alarm: boolean): boolean {
  const { motion, assumed, deviceOnline } = gate.report
  if (!deviceOnline || assumed || !isHeardLately(gate)) return false
  if (gate.kept.tasks.some(({ act, movesAt }) => act !== 'CLOSE' && movesAt === null)) return false
  // A closing that lasts too long is not reported as one any more.
  return motion === 'closed' || (motion === 'closing' && !alarm)
}
