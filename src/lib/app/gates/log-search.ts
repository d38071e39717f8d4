import { entryKinds, isDrill, kindOf, type EntryKind } from '#lib/domain/gates/kinds.ts'
import { fullLog } from '#lib/domain/gates/full-log.ts'
import { atOf, type FullLogEntry } from '#lib/domain/gates/log.ts'
import { proofFile, type ProofFile } from '#lib/domain/gates/proof-file.ts'
import { monthOf, sheet, type Sheet } from '#lib/domain/gates/sheet.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { SignatureStatus } from '../notebook/signature-check.ts'

export { entryKinds, isDrill }

/** A search; '' matches everything. Days as `2026-11-24`, both inclusive. */
export interface LogQuery {
  gate: string
  /** An account. */
  person: string
  kind: EntryKind | ''
  from: string
  to: string
}

/** An entry of some gate's log. */
export interface LogMatch {
  gate: string
  entry: FullLogEntry<StoredFact>
}

/** Vietnam has a single time zone: a day begins this long before the UTC day, ms. */
const vietnam = 7 * 3_600_000
const day = 24 * 3_600_000
const startOf = (isoDay: string) => Date.parse(`${isoDay}T00:00:00.000Z`) - vietnam

/**
 * Searches the logs of several gates on this phone. Skips what was recorded before the first day wanted, but reads all
 * that was recorded later, since an entry may be written days after the event.
 */
export class LogSearch {
  readonly #read = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  arrived(gates: readonly string[], from: string): boolean {
    return gates.every((gate) => this.#since(gate, startOf(from)).arrived)
  }

  /** Returns the matching entries, newest first. @param all all gates of the unit */
  find(all: readonly string[], wanted: LogQuery): LogMatch[] {
    const [from, to] = [startOf(wanted.from), startOf(wanted.to) + day]
    const found = gatesOf(all, wanted).flatMap((gate) => {
      return this.#log(gate, from)
        .filter((entry) => fits(entry, wanted, { from, to }))
        .map((entry) => ({ gate, entry }))
    })
    return found.sort((a, b) => (atOf(a.entry) < atOf(b.entry) ? 1 : -1))
  }

  /** Returns everybody named in these gates' logs since that day. */
  people(all: readonly string[], wanted: LogQuery): string[] {
    const logs = gatesOf(all, wanted).flatMap((gate) => this.#log(gate, startOf(wanted.from)))
    return [...new Set(logs.flatMap(peopleIn))].sort()
  }

  /**
   * Returns the records behind the matches as they were signed, with the keys to verify them and the result of `signed`
   * for each.
   */
  async proof(
    found: readonly LogMatch[],
    known: Directory,
    signed: (fact: StoredFact) => Promise<SignatureStatus>
  ): Promise<ProofFile> {
    const facts = [...new Set(found.flatMap(({ entry }) => entry.facts))]
    const signatures = await Promise.all(facts.map(signed))
    const those = (which: SignatureStatus) =>
      facts.filter((_, i) => signatures[i] === which).map(({ id }) => id)
    const at = new Date(this.parts.clock.now()).toISOString()
    const checked = { changed: those('changed'), unknown: those('unknown') }
    return proofFile(facts, known, { unit: this.parts.unit, at, checked })
  }

  /** Returns one gate's sheet for a month. @param month `2026-11` */
  month(gate: string, month: string): Sheet<StoredFact> {
    const range = monthOf(month)
    return sheet(this.#since(gate, range.from).current, range)
  }

  monthArrived(gate: string, month: string): boolean {
    return this.#since(gate, monthOf(month).from).arrived
  }

  #log(gate: string, from: number): FullLogEntry<StoredFact>[] {
    return fullLog(this.#since(gate, from).current, this.parts.directory().gateEntries.get(gate))
  }

  #since(gate: string, from: number): Live<StoredFact[]> {
    const key = `${gate} ${from}`
    const known = this.#read.get(key)
    if (known) return known
    const facts = new Live(this.parts.stream(`gate/${gate}`, from), [])
    this.#read.set(key, facts)
    return facts
  }
}

const gatesOf = (all: readonly string[], { gate }: LogQuery) => (gate ? [gate] : all)

/** Tells whether an entry matches. @param range Unix ms, the end exclusive */
export function fits(
  entry: FullLogEntry,
  { person, kind }: Pick<LogQuery, 'person' | 'kind'>,
  { from, to }: { from: number; to: number }
): boolean {
  const at = Date.parse(atOf(entry))
  if (at < from || at >= to) return false
  return (!kind || kindOf(entry) === kind) && (!person || peopleIn(entry).includes(person))
}

function peopleIn(entry: FullLogEntry): string[] {
  if (entry.kind === 'command') return entry.course.actor === null ? [] : [entry.course.actor]
  if (entry.kind === 'report') return entry.event.actor ? [entry.event.actor] : []
  return 'by' in entry && entry.by === null ? [] : [entry.fact.by]
}
