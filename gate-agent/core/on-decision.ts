import type { Schedule } from '#lib/domain/gates/schedule.ts'
import { noEffect, type AgentGate, type GateTransition } from './agent-gate.ts'

/**
 * Handles the directory's word on whether a decision of the People's Committee on the gate is in force. A gate that has a
 * schedule says so to whoever stands at the machine, and in its state.
 */
export function onDecision(gate: AgentGate, stands: boolean): GateTransition {
  if (gate.decided === stands) return noEffect(gate)
  const known = { ...gate, decided: stands }
  if (!gate.settings.schedule) return noEffect(known)
  return { gate: known, effects: [{ do: 'decided', stands }, { do: 'state' }] }
}

/** Returns the schedule by which the gate closes; null: it has none, or no decision lets it close by itself. */
export const scheduleInForce = ({ decided, settings: { schedule } }: AgentGate): Schedule | null =>
  decided ? schedule : null

/** Tells whether the gate has a schedule that only the missing decision keeps from closing it. */
export const lacksDecision = ({ decided, settings: { schedule } }: AgentGate): boolean =>
  schedule !== null && !decided
