import type { Envelope } from '../fact.ts'
import { gateLog, type LogEntry } from '../gates/log.ts'
import { isEarlier } from '../order.ts'
import type { Alarm } from './alarm.ts'
import type { AlarmEntry } from './entry.ts'

/** A moment of an alarm: what people recorded of it, or a line of one of its gates' logs. */
export type Moment<F extends Envelope = Envelope> =
  { of: 'alarm'; entry: AlarmEntry<F> } | { of: 'gate'; gate: string; entry: LogEntry<F> }

/** What is known of one gate in an alarm: three things, never one word. */
export interface GateInAlarm<F extends Envelope = Envelope> {
  gate: string
  /** The last command, with everything that is told of it. */
  commanded: Extract<LogEntry<F>, { kind: 'command' }> | null
  /** The gate's own last word, by its agent. */
  reported: LogEntry<F> | null
  /** What somebody at the gate said last. */
  claimed: Extract<AlarmEntry<F>, { kind: 'answer' }> | null
}

/** An agent's clock and a phone's differ, ms. */
const skewMs = 5_000
/** For so long after its end gates are opened again, ms. */
const afterMs = 3_600_000

/**
 * Everything that happened, oldest first: the alarm's own story among the lines of its gates' logs of that time.
 * @param gateFacts of the gates' streams, in any order; those of other gates, and of drills in an alarm, are left out
 */
export function timeline<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): Moment<F>[] {
  const own = alarm.story.map((entry): Moment<F> => ({ of: 'alarm', entry }))
  const moments = [...own, ...alarm.gates.flatMap((gate) => linesOf(alarm, gate, gateFacts))]
  return moments.sort((a, b) => (isEarlier(a.entry.fact, b.entry.fact) ? -1 : 1))
}

/** Its gates one by one, each with what was commanded, what it reported and what somebody claims. */
export function gatesIn<F extends Envelope>(alarm: Alarm<F>, gateFacts: readonly F[]): GateInAlarm<F>[] {
  return alarm.gates.map((gate) => {
    const log = linesOf(alarm, gate, gateFacts).map(({ entry }) => entry)
    return {
      gate,
      commanded: log.findLast((entry) => entry.kind === 'command') ?? null,
      reported: log.findLast(isTheGates) ?? null,
      claimed: alarm.answers.get(gate) ?? null
    }
  })
}

function linesOf<F extends Envelope>(alarm: Alarm<F>, gate: string, gateFacts: readonly F[]) {
  const from = Date.parse(alarm.startedAt) - skewMs
  const until = alarm.endedAt === null ? Infinity : Date.parse(alarm.endedAt) + afterMs
  const lately = ({ stream, at }: F) =>
    stream === `gate/${gate}` && Date.parse(at) >= from && Date.parse(at) <= until
  const unique = [...new Map(gateFacts.map((fact) => [fact.id, fact])).values()]
  return gateLog(unique.filter(lately))
    .filter((entry) => belongs(entry, alarm))
    .map((entry) => ({ of: 'gate', gate, entry }) as const)
}

/** What nobody ordered may happen in a drill too; an order belongs where it was given. */
function belongs<F extends Envelope>(entry: LogEntry<F>, { drill }: Alarm<F>): boolean {
  if (entry.kind === 'command') return (entry.course.told.drill === true) === drill
  if (entry.kind !== 'report' || entry.event.actor === undefined) return true
  return (entry.event.drill === true) === drill
}

/** Is it the word of the gate's own agent? */
function isTheGates(entry: LogEntry): boolean {
  return entry.kind === 'report' || (entry.kind === 'command' && entry.course.confirmed)
}
