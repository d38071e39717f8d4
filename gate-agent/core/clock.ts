import type { AgentGate } from './agent-gate.ts'

/** How far the disk may lag behind, ms. */
const grainMs = 10_000

/**
 * The clock as far as it can be believed. One that was put back would make old commands fresh again: until it has caught
 * up, only a challenge tells what is of now.
 * @param now agent's clock, Unix ms
 */
export function clockIsRight(gate: AgentGate, now: number): boolean {
  return now >= gate.latest
}

/** The gate remembers how late it is. @param grain how far its disk may lag behind, ms */
export function clockShows(gate: AgentGate, now: number, grain = grainMs): AgentGate {
  if (now <= gate.latest) return gate
  const { kept } = gate
  return { ...gate, latest: now, kept: now - kept.latest < grain ? kept : { ...kept, latest: now } }
}
