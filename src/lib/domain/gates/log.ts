import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'

/** One line of a gate's log. `claim`: a person says so; `newer`: this build does not know the type yet. */
export type LogEntry<F extends Envelope = Envelope> =
  { kind: 'claim'; fact: F; note: FactOf<'gates.note-written'>['body'] } | { kind: 'newer'; fact: F }

/**
 * The log of one gate, oldest first: a pure fold of the facts of its stream, in the order of `inOrder`.
 * A gate's registration has the same stream, in the directory: it is no entry.
 * Facts of types that this build does not know stand in their place as `newer`; nothing is dropped.
 */
export function gateLog<F extends Envelope>(facts: readonly F[]): LogEntry<F>[] {
  return inOrder(facts.filter(({ book }) => book === 'gates')).map(entryOf<F>)
}

/** The same fact is the same entry, so that a screen redraws only what is new. */
const entries = new WeakMap<Envelope, LogEntry>()

function entryOf<F extends Envelope>(fact: F): LogEntry<F> {
  const known = entries.get(fact)
  if (known) return known as LogEntry<F>
  const entry: LogEntry<F> =
    fact.type === 'gates.note-written'
      ? { kind: 'claim', fact, note: fact.body as FactOf<'gates.note-written'>['body'] }
      : { kind: 'newer', fact }
  entries.set(fact, entry)
  return entry
}
