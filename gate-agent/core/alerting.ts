import { alertQuietMs, type AlertKind } from '#lib/domain/gates/contract/alert.ts'
import { andThen, noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'
import { standOf } from './persisted-state.ts'

/**
 * Alerts people, unless the same alert went out less than `alertQuietMs` ago: a gate that flickers must not deafen them. After
 * the clock was put back the alert goes out again.
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

/** Logs and alerts that the gate should have closed and did not. Nothing more is tried: a person is needed. */
export function notClosed(gate: AgentGate, now: number): GateTransition {
  const body = { kind: 'not-closed', source: 'agent', after: standOf(gate.report) } as const
  return andThen({ gate, effects: [{ do: 'log', body }] }, (known) => alerting(known, 'not-closed', now))
}

/** Logs and alerts that commands no longer reach the agent; at most once in `alertQuietMs`, however often it begins. */
export function onDeaf(gate: AgentGate, now: number): GateTransition {
  const step = alerting(gate, 'deaf', now)
  if (step.effects.length === 0) return step
  return { ...step, effects: [{ do: 'log', body: { kind: 'deaf', source: 'agent' } }, ...step.effects] }
}
