import type { Envelope } from '../fact.ts'
import { isShaped, type FactOf } from '../facts.ts'
import type { Alarm } from './alarm.ts'

type Decision = FactOf<'directory.gate-decision-recorded' | 'directory.gate-decision-withdrawn'>

/**
 * Follows what the decisions of a directory make of alarms: an alarm that stays the same object is told once, until a
 * decision comes or goes.
 */
export class DecidedAlarms<F extends Envelope> {
  #decisions: readonly Decision[] = []
  #told = new WeakMap<Alarm<F>, Alarm<F>>()

  /** Returns the alarms by the decisions among the facts of a directory: see `byDecisions`. */
  of(alarms: readonly Alarm<F>[], facts: readonly Envelope[]): Alarm<F>[] {
    const decisions = facts.filter(isDecision)
    const known = this.#decisions
    if (decisions.length !== known.length || decisions.some((fact, i) => fact !== known[i]))
      this.#told = new WeakMap()
    this.#decisions = decisions
    return alarms.map((alarm) => this.#tell(alarm))
  }

  #tell(alarm: Alarm<F>): Alarm<F> {
    const told = this.#told.get(alarm) ?? byDecided(alarm, this.#decisions)
    this.#told.set(alarm, told)
    return told
  }
}

/**
 * Returns alarms as this phone's directory tells of their gates, where the phone that raised one may have known less, or
 * may say anything: a gate with a decision in force at the first start or the last is one of those to close, and one without is named, left
 * out or `undecided` as it was ordered. What was ordered stays in the list: the phone that ordered it may know more.
 * @param facts of the directory that count: see `countingFacts`
 */
export function byDecisions<F extends Envelope>(
  alarms: readonly Alarm<F>[],
  facts: readonly Envelope[]
): Alarm<F>[] {
  return new DecidedAlarms<F>().of(alarms, facts)
}

const isDecision = (fact: Envelope): fact is Decision =>
  fact.type.startsWith('directory.gate-decision-') && isShaped(fact)

function byDecided<F extends Envelope>(alarm: Alarm<F>, decisions: readonly Decision[]): Alarm<F> {
  const decided = new Set([alarm.startedAt, alarm.raisedAt].flatMap((at) => decidedAt(at, decisions)))
  const [overlooked, leftOut] = split(alarm.leftOut, decided)
  const [, undecided] = split(alarm.gates, decided)
  return { ...alarm, gates: [...alarm.gates, ...overlooked], leftOut, undecided }
}

/** Returns the gates on which a decision was in force then, ISO 8601. */
function decidedAt(then: string, decisions: readonly Decision[]): string[] {
  const before = decisions.filter(({ at }) => at <= then)
  const gone = new Set<string>()
  for (const fact of before)
    if (fact.type === 'directory.gate-decision-withdrawn') for (const id of fact.body.decisions) gone.add(id)
  const standing = before.filter(
    ({ type, id }) => type === 'directory.gate-decision-recorded' && !gone.has(id)
  )
  return standing.map(({ stream }) => stream.slice('gate/'.length))
}

function split(gates: readonly string[], decided: ReadonlySet<string>): [string[], string[]] {
  return [gates.filter((gate) => decided.has(gate)), gates.filter((gate) => !decided.has(gate))]
}
