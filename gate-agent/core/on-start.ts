import { clockShows } from './clock.ts'
import { andThen, noEffect, startedGate, type GateSettings, type GateTransition } from './agent-gate.ts'
import type { PersistedState } from './persisted-state.ts'
import { finish } from './replies.ts'

/**
 * Starts the agent, also after a power cut. Nothing moves: unfinished tasks are reported as failed, since nobody saw how
 * they ended, and are never resumed.
 * @param now agent's clock, Unix ms
 */
export function onStart(settings: GateSettings, kept: PersistedState, now: number): GateTransition {
  const counted = { ...kept, starts: kept.starts + 1 }
  let step = noEffect(clockShows(startedGate(settings, counted), now))
  for (const task of kept.tasks) step = andThen(step, (gate) => finish(gate, task, 'failed', now))
  return step
}
