import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { Alarm } from './alarm.ts'
import { logIn } from './timeline.ts'
import { skewMs, wordsOnGates } from './words-on-gates.ts'

/** How long one gate of an alarm took to close, ms from the alarm's start; null: nothing and nobody said that it closed. */
export interface ClosingTime {
  gate: string
  ms: number | null
  /** Whose word it is: the gate's own report, or a person's. */
  by: 'gate' | 'person' | null
}

/**
 * Returns how long each gate of an alarm or drill took to close, in the order of its start: by the gate's own report
 * of an order that it was given while the alarm ran, else by the first person who said so. Never less than the agent
 * itself measured.
 * @param gateFacts of the gates' streams, in any order
 * @param isDoubtful tells of a fact that is not known good: such a record stops no clock
 */
export function closingTimes<F extends Envelope>(
  alarm: Alarm<F>,
  gateFacts: readonly F[],
  isDoubtful: (fact: F) => boolean = () => false
): ClosingTime[] {
  const words = wordsOnGates(alarm, gateFacts, isDoubtful)
  return alarm.gates.map((gate) => {
    const reported = logIn(alarm, gate, gateFacts).find(
      (fact) => isClosing(fact) && isOrderedIn(alarm, fact) && !isDoubtful(fact)
    )
    if (reported) return { gate, ms: Math.max(tookOf(reported), sinceStart(alarm, reported)), by: 'gate' }
    const said = words.get(gate)?.find(({ word }) => word === 'closed')
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
  endedAt === null || Date.parse(fact.at) - tookOf(fact) <= Date.parse(endedAt) + skewMs

/** Two phones' clocks may differ by seconds: nothing closes before its alarm. */
const sinceStart = ({ startedAt }: Pick<Alarm, 'startedAt'>, { at }: Envelope) =>
  Math.max(0, Date.parse(at) - Date.parse(startedAt))
