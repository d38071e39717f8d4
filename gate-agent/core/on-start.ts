import { clockShows } from './clock.ts'
import { andThen, noEffect, startedGate, type GateSettings, type GateTransition } from './agent-gate.ts'
import type { PersistedState } from './persisted-state.ts'
import { finish } from './replies.ts'

/**
 * A start of the agent, after a power cut too: nothing moves. What was under way is told to have failed, since nobody
 * saw how it ended, and is never taken up again.
 * @param now agent's clock, Unix ms
 */
export function onStart(settings: GateSettings, kept: PersistedState, now: number): GateTransition {
  const counted = { ...kept, starts: kept.starts + 1 }
  let step = noEffect(clockShows(startedGate(settings, counted), now))
  for (const task of kept.tasks) step = andThen(step, (gate) => finish(gate, task, 'failed', now))
  return step
}
