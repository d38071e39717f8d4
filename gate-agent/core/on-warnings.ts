import { alerting } from './alerting.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'

/**
 * Logs and alerts new warnings about the controller's configuration, as its dialect reports them. The first warnings
 * heard are not reported: the installer left the controller so. @param now agent's clock, Unix ms
 */
export function onWarnings(gate: AgentGate, warnings: readonly string[], now: number): GateTransition {
  const known = gate.kept.warnings
  const fresh = warnings.filter((code) => !known?.includes(code))
  if (known && fresh.length === 0 && known.length === warnings.length) return noEffect(gate)
  const step = noEffect({ ...gate, kept: { ...gate.kept, warnings } })
  if (!known || fresh.length === 0) return step
  const effects = fresh.map(
    // Spells the code as the log admits it: some makes write theirs with underscores.
    (code) => {
      const why = code.replaceAll('_', '-')
      return { do: 'log', body: { kind: 'config-changed', source: 'agent', why } } as const
    }
  )
  return andThen({ ...step, effects }, (changed) => alerting(changed, 'controller-warned', now))
}
