import type { Directory } from '../directory/directory-shape.ts'

/** Gates that an alarm orders closed, and those that it leaves as they are. */
interface SplitGates<G> {
  decided: G[]
  undecided: G[]
}

/**
 * Splits gates by whether a decision of the People's Committee on them is in force. Without one nobody has a gate closed
 * along with others, whoever closes it: what shuts a road is the closed gate, not its motor.
 */
export function byDecision<G extends { gate: string }>(
  { decisions }: Pick<Directory, 'decisions'>,
  gates: readonly G[]
): SplitGates<G> {
  const split: SplitGates<G> = { decided: [], undecided: [] }
  for (const gate of gates) split[decisions.has(gate.gate) ? 'decided' : 'undecided'].push(gate)
  return split
}
