import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import type { Alarm } from './alarm.ts'
import { personWord } from '../gates/latest-reports.ts'
import { logIn } from './timeline.ts'

/** How long one gate of an alarm took to close, ms from the alarm's start; null: nothing and nobody said that it closed. */
export interface ClosingTime {
  gate: string
  ms: number | null
  /** Whose word it is: the gate's own report, or a person's. */
  by: 'gate' | 'person' | null
}

/**
 * Returns how long each gate of an alarm or drill took to close, in the order of its start: by the gate's own report
 * of an order that it carried out, else by the first person who said so. Never less than the agent itself measured.
 * @param gateFacts of the gates' streams, in any order
 */
export function closingTimes<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): ClosingTime[] {
  return alarm.gates.map((gate) => {
    const log = logIn(alarm, gate, gateFacts)
    const reported = log.find(isClosing)
    if (reported) {
      const { latencyMs = 0 } = reported.body as ReportedEvent
      return { gate, ms: Math.max(latencyMs, sinceStart(alarm, reported)), by: 'gate' }
    }
    const said = [...answers(alarm, gate), ...log.filter((fact) => personWord(fact)?.what === 'closed')]
    const ms = said.map((fact) => sinceStart(alarm, fact))
    return ms.length > 0 ? { gate, ms: Math.min(...ms), by: 'person' } : { gate, ms: null, by: null }
  })
}

const answers = <F extends Envelope>({ story }: Alarm<F>, gate: string) =>
  story.flatMap((entry) =>
    entry.kind === 'answer' && entry.answer.gate === gate && entry.answer.answer === 'closed'
      ? entry.fact
      : []
  )

type ReportedEvent = FactOf<'gates.event-reported'>['body']

function isClosing({ type, body }: Envelope): boolean {
  if (type !== 'gates.event-reported') return false
  const { kind, action } = body as ReportedEvent
  return kind === 'completed' && action === 'CLOSE'
}

/** Two phones' clocks may differ by seconds: nothing closes before its alarm. */
const sinceStart = ({ startedAt }: Pick<Alarm, 'startedAt'>, { at }: Envelope) =>
  Math.max(0, Date.parse(at) - Date.parse(startedAt))
