import type { Envelope } from '../fact.ts'
import { isShaped } from '../facts.ts'
import type { Alarm } from './alarm.ts'

/**
 * Returns alarms as this phone's directory tells of their gates, where the phone that raised one may have known less, or
 * may say anything: a gate with a decision in force at the start is one of those to close, and one without is named, left
 * out or `undecided` as it was ordered. What was ordered stays in the list: the phone that ordered it may know more.
 * @param facts of the directory that count: see `countingFacts`
 */
export function byDecisions<F extends Envelope>(
  alarms: readonly Alarm<F>[],
  facts: readonly Envelope[]
): Alarm<F>[] {
  const known = facts.filter(({ type }) => type.startsWith('directory.gate-decision-')).filter(isShaped)
  const recorded = known.filter((fact) => fact.type === 'directory.gate-decision-recorded')
  const withdrawals = known.filter((fact) => fact.type === 'directory.gate-decision-withdrawn')
  return alarms.map((alarm) => {
    const before = ({ at }: Envelope) => at <= alarm.startedAt
    const gone = new Set(withdrawals.filter(before).flatMap(({ body }) => body.decisions))
    const standing = recorded.filter((fact) => before(fact) && !gone.has(fact.id))
    const decided = new Set(standing.map(({ stream }) => stream.slice('gate/'.length)))
    const [overlooked, leftOut] = split(alarm.leftOut, decided)
    const [, undecided] = split(alarm.gates, decided)
    return { ...alarm, gates: [...alarm.gates, ...overlooked], leftOut, undecided }
  })
}

function split(gates: readonly string[], decided: ReadonlySet<string>): [string[], string[]] {
  return [gates.filter((gate) => decided.has(gate)), gates.filter((gate) => !decided.has(gate))]
}
