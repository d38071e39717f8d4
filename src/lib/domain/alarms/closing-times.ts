import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { happenedMs } from '../order.ts'
import type { Alarm } from './alarm.ts'
import { logsIn } from './timeline.ts'
import { skewMs, wordsOnGates, type WordJudge } from './words-on-gates.ts'

/** How long one gate of an alarm took to close, ms from the alarm's start; null: nothing and nobody said that it closed. */
export interface ClosingTime {
  gate: string
  ms: number | null
  /** Whose word it is: the gate's own report, or a person's. */
  by: 'gate' | 'person' | null
}

/**
 * Returns how long each gate of an alarm or drill took to close, in the order of its start: by the gate's own report
 * of an order that it was given while the alarm ran, else by the first person who said so and whose word
 * counts. Never less than the agent
 * itself measured.
 * @param gateFacts of the gates' streams, in any order
 * @param judge see `wordsOnGates`: a record that is not known good stops no clock
 */
export function closingTimes<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  judge: WordJudge<F>
): ClosingTime[] {
  const words = wordsOnGates(alarm, gateFacts, judge)
  const logs = logsIn(alarm, gateFacts)
  return alarm.gates.map((gate) => {
    const reported = logs
      .get(gate)
      ?.find((fact) => isClosing(fact) && isOrderedIn(alarm, fact) && !judge.isDoubtful(fact))
    if (reported) return { gate, ms: Math.max(tookOf(reported), sinceStart(alarm, reported)), by: 'gate' }
    const said = words.get(gate)?.find(({ word, counts }) => word === 'closed' && counts)
    return said ? { gate, ms: sinceStart(alarm, said.fact), by: 'person' } : { gate, ms: null, by: null }
  })
}

type ReportedEvent = FactOf<'gates.event-reported'>['body']

function isClosing({ type, body }: Envelope): boolean {
  if (type !== 'gates.event-reported') return false
  const { kind, action } = body as ReportedEvent
  return kind === 'completed' && action === 'CLOSE'
}

/** Returns how long the order took, as the agent measured it, ms. */
const tookOf = ({ body }: Envelope) => (body as ReportedEvent).latencyMs ?? 0

/** Tells whether an order was given before the alarm ended: another drill may follow within the hour. */
const isOrderedIn = ({ endedAt }: Pick<Alarm, 'endedAt'>, fact: Envelope): boolean =>
  endedAt === null || happenedMs(fact) - tookOf(fact) <= Date.parse(endedAt) + skewMs

/** Two phones' clocks may differ by seconds: nothing closes before its alarm. */
const sinceStart = ({ startedAt }: Pick<Alarm, 'startedAt'>, fact: Envelope) =>
  Math.max(0, happenedMs(fact) - Date.parse(startedAt))
