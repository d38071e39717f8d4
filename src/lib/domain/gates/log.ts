import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

type Note = FactOf<'gates.note-written'>['body']
type Attempt = FactOf<'gates.command-attempted'>['body']
type Event = FactOf<'gates.event-reported'>['body']

/**
 * One line of a gate's log. `claim` and `attempt`: a person says so, by hand or by what the phone heard of a command;
 * `report`: the gate's own agent says so; `newer`: this build does not know the type yet.
 */
export type LogEntry<F extends Envelope = Envelope> =
  | { kind: 'claim'; fact: F; note: Note }
  /** `confirmed`: the agent has reported on the same command; else "chưa xác nhận từ cổng". */
  | { kind: 'attempt'; fact: F; attempt: Attempt; confirmed: boolean }
  | { kind: 'report'; fact: F; event: Event }
  | { kind: 'newer'; fact: F }

/**
 * The log of one gate, oldest first: a pure fold of the facts of its stream, in the order of `inOrder`.
 * A gate's registration has the same stream, in the directory: it is no entry.
 * Facts of types that this build does not know stand in their place as `newer`; nothing is dropped.
 */
export function gateLog<F extends Envelope>(facts: readonly F[]): LogEntry<F>[] {
  const own = facts.filter(({ book }) => book === 'gates')
  const reported = new Set(
    own.flatMap(({ type, body }) => (type === 'gates.event-reported' ? [body['command']] : []))
  )
  return inOrder(own).map((fact) => entryOf(fact, reported.has(fact.body['command'])))
}

/** The same fact is the same entry, so that a screen redraws only what is new. */
const entries = new WeakMap<Envelope, LogEntry>()

function entryOf<F extends Envelope>(fact: F, reported: boolean): LogEntry<F> {
  const known = entries.get(fact)
  if (known && (known.kind !== 'attempt' || known.confirmed === reported)) return known as LogEntry<F>
  const entry = entryAnew(fact, reported)
  entries.set(fact, entry)
  return entry
}

function entryAnew<F extends Envelope>(fact: F, reported: boolean): LogEntry<F> {
  if (fact.type === 'gates.note-written') return { kind: 'claim', fact, note: fact.body as Note }
  if (fact.type === 'gates.event-reported') return { kind: 'report', fact, event: fact.body as Event }
  if (fact.type === 'gates.command-attempted')
    return { kind: 'attempt', fact, attempt: fact.body as Attempt, confirmed: reported }
  return { kind: 'newer', fact }
}
