import type { Envelope } from '../fact.ts'
import type { Alarm } from './alarm.ts'

/**
 * Returns alarms as this phone's directory tells of their gates, where the phone that raised one may have known less, or
 * may say anything: a gate with a decision in force at the start is one of those to close, and one without is named, left
 * out or `undecided` as it was ordered. What was ordered stays in the list: the phone that ordered it may know more.
 * @param facts of the directory that count, in their order: see `countingFacts`
 */
export function byDecisions<F extends Envelope>(
  alarms: readonly Alarm<F>[],
  facts: readonly Envelope[]
): Alarm<F>[] {
  const words = facts.filter(({ type }) => type in inForceAfter)
  return alarms.map((alarm) => {
    const decided = decidedAt(words, alarm.startedAt)
    const [overlooked, leftOut] = split(alarm.leftOut, decided)
    const [, undecided] = split(alarm.gates, decided)
    return { ...alarm, gates: [...alarm.gates, ...overlooked], leftOut, undecided }
  })
}

/** Tells whether a decision is in force after each word on it. */
const inForceAfter: Record<string, boolean> = {
  'directory.gate-decision-recorded': true,
  'directory.gate-decision-withdrawn': false
}

/** Returns the gates on which a decision was in force at a time, ISO 8601, UTC. */
function decidedAt(words: readonly Envelope[], at: string): ReadonlySet<string> {
  const decided = new Set<string>()
  for (const word of words) {
    if (word.at > at) continue
    const gate = word.stream.slice('gate/'.length)
    if (inForceAfter[word.type]) decided.add(gate)
    else decided.delete(gate)
  }
  return decided
}

function split(gates: readonly string[], decided: ReadonlySet<string>): [string[], string[]] {
  return [gates.filter((gate) => decided.has(gate)), gates.filter((gate) => !decided.has(gate))]
}
