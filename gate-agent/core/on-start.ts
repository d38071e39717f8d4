import { clockShows } from './clock.ts'
import { andThen, nothing, startedGate, type Settings, type Step } from './gate.ts'
import type { Kept } from './persisted-state.ts'
import { finish } from './replies.ts'

/**
 * A start of the agent, after a power cut too: nothing moves. What was under way is told to have failed, since nobody
 * saw how it ended, and is never taken up again.
 * @param now agent's clock, Unix ms
 */
export function onStart(settings: Settings, kept: Kept, now: number): Step {
  const counted = { ...kept, starts: kept.starts + 1 }
  let step = nothing(clockShows(startedGate(settings, counted), now))
  for (const errand of kept.errands) step = andThen(step, (gate) => finish(gate, errand, 'failed', now))
  return step
}
