import type { Envelope } from '../fact.ts'
import type { FactOf } from '../facts.ts'
import { isEarlier } from '../order.ts'
import { serverAccount } from '../roles.ts'
import { gateLog, type DirectoryEntry, type FullLogEntry } from './log.ts'

/**
 * Returns the log of one gate, oldest first, with what the directory says of it: its decisions, and its machines. These
 * change nothing about how the gate stands, so that only lists of entries have them.
 * @param facts of its stream, in any order @param noted ids of those records of the directory, see `Directory.gateEntries`
 */
export function fullLog<F extends Envelope>(
  facts: readonly F[],
  noted: ReadonlySet<string> | undefined
): FullLogEntry<F>[] {
  const log: FullLogEntry<F>[] = gateLog(facts)
  if (!noted) return log
  const found = new Map(facts.filter(({ id }) => noted.has(id)).map((fact) => [fact.id, fact] as const))
  for (const fact of found.values()) {
    const later = log.findIndex((entry) => isEarlier(fact, entry.fact))
    log.splice(later < 0 ? log.length : later, 0, noteOf(fact))
  }
  return log
}

/** Caches entries, so that a screen redraws only new ones. */
const notes = new WeakMap<Envelope, DirectoryEntry>()

function noteOf<F extends Envelope>(fact: F): DirectoryEntry<F> {
  const known = notes.get(fact)
  if (known) return known as DirectoryEntry<F>
  const by = fact.by === serverAccount ? null : fact.by
  const entry: DirectoryEntry<F> = { fact, facts: [fact], by, ...saidBy(fact) }
  notes.set(fact, entry)
  return entry
}

function saidBy({ type, body }: Envelope) {
  if (type === 'directory.gate-decision-recorded')
    return { kind: 'decision', decision: body as FactOf<typeof type>['body'] } as const
  if (type === 'directory.gate-decision-withdrawn')
    return { kind: 'withdrawal', reason: (body as FactOf<typeof type>['body']).reason } as const
  return { kind: 'machine', agent: (body as FactOf<'directory.gate-registered'>['body']).agent } as const
}
