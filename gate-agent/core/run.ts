import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { Motion } from '#lib/domain/gates/motion.ts'
import type { AgentGate } from './agent-gate.ts'

const goals = { opening: 'open', closing: 'closed' } as const

/**
 * Returns the gate's run after a report of that motion; null: it has none. One whose beginning nobody reported has no
 * length, and neither has one that stopped half-way.
 */
export function runAfter({ run, report, steady }: AgentGate, motion: Motion): AgentGate['run'] {
  if (motion === 'unknown' || motion === 'stopped') return null
  if (motion === 'open' || motion === 'closed')
    return run?.to === motion ? { ...run, until: run.until ?? steady } : null
  const to = goals[motion]
  if (run?.to === to && run.until === null) return run
  return report.motion === 'unknown' ? null : { to, since: steady, until: null }
}

/** Returns the run as the gate's state tells it; undefined: the report that counts does not fit it. */
export function runIn({ run, report: { motion }, steady }: AgentGate): GateState['run'] {
  if (!run) return undefined
  const { to, since, until } = run
  if (until !== null)
    return motion === to ? { ms: Math.round(until - since), endedMs: Math.round(steady - until) } : undefined
  const isOnItsWay = (motion === 'opening' || motion === 'closing') && goals[motion] === to
  return isOnItsWay ? { ms: Math.round(steady - since) } : undefined
}
