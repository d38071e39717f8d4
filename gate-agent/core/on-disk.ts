import { noEffect, andThen, type AgentGate, type GateTransition } from './agent-gate.ts'
import { alerting } from './alerting.ts'
import { standOf } from './persisted-state.ts'

/** How often people are alerted again while the disk takes nothing, ms. */
const againMs = 60 * 60_000

/**
 * Handles whether the disk takes what the agent writes down. People are alerted when it does not, and again every hour.
 * @param now agent's clock, Unix ms
 */
export function onDisk(gate: AgentGate, records: boolean, now: number): GateTransition {
  const told = gate.alerted['cannot-record'] ?? -Infinity
  const isNews = records !== gate.records
  if (!isNews && (records || Math.abs(now - told) < againMs)) return noEffect(gate)
  const known = { ...gate, records }
  if (records) return { gate: known, effects: [{ do: 'state' }] }
  const log = { kind: 'cannot-record', source: 'agent', after: standOf(gate.report) } as const
  const step: GateTransition = {
    gate: known,
    effects: isNews ? [{ do: 'state' }, { do: 'log', body: log }] : []
  }
  return andThen(step, (changed) => alerting(changed, 'cannot-record', now))
}
