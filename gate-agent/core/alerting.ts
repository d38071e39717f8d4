import { alertQuietMs, type AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { standOf } from './persisted-state.ts'

/**
 * Somebody is told, and the same not again for a while: a gate that flickers must not deaf people.
 * @param now agent's clock, Unix ms
 * @param minutes see `GateAlert`
 */
export function alerting(gate: AgentGate, alert: AlertKind, now: number, minutes?: number): GateTransition {
  const last = gate.alerted[alert]
  if (last !== undefined && now >= last && now - last < alertQuietMs) return noEffect(gate)
  const told = minutes === undefined ? { alert } : { alert, minutes }
  return {
    gate: { ...gate, alerted: { ...gate.alerted, [alert]: now } },
    effects: [{ do: 'alert', ...told }]
  }
}

/** It was to close and did not, and nothing more is tried: a person is needed, and the log says so. */
export function notClosed(gate: AgentGate, now: number): GateTransition {
  const body = { kind: 'not-closed', source: 'agent', after: standOf(gate.report) } as const
  return andThen({ gate, effects: [{ do: 'log', body }] }, (known) => alerting(known, 'not-closed', now))
}
