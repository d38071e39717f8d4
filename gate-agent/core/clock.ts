import type { AgentGate } from './agent-gate.ts'

/** How far the time on the disk may lag behind the clock, ms. */
const grainMs = 10_000

/**
 * Tells whether the clock can be trusted. A clock that was put back would make old commands fresh again: until it has
 * caught up, only a challenge proves that a command is fresh.
 * @param now agent's clock, Unix ms
 */
export function clockIsRight(gate: AgentGate, now: number): boolean {
  return now >= gate.latest
}

/** Remembers the latest time that the clock has shown. @param grain how far the disk may lag behind it, ms */
export function clockShows(gate: AgentGate, now: number, grain = grainMs): AgentGate {
  if (now <= gate.latest) return gate
  const { kept } = gate
  return { ...gate, latest: now, kept: now - kept.latest < grain ? kept : { ...kept, latest: now } }
}
