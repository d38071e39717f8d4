import { alerting } from './alerting.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'

/**
 * What an operator should put right at the controller, as its dialect tells it, at the agent's time `now` (Unix ms).
 * Only what was not so before is told; what stood when the agent came is as its installer left it.
 */
export function onWarnings(gate: AgentGate, warnings: readonly string[], now: number): GateTransition {
  const known = gate.kept.warnings
  const fresh = warnings.filter((code) => !known?.includes(code))
  if (known && fresh.length === 0 && known.length === warnings.length) return noEffect(gate)
  const step = noEffect({ ...gate, kept: { ...gate.kept, warnings } })
  if (!known || fresh.length === 0) return step
  const effects = fresh.map(
    (why) => ({ do: 'log', body: { kind: 'config-changed', source: 'agent', why } }) as const
  )
  return andThen({ ...step, effects }, (changed) => alerting(changed, 'controller-warned', now))
}
