import { entryKinds, isDrill, kindOf, type EntryKind } from '#lib/domain/gates/kinds.ts'
import { atOf, gateLog, type LogEntry } from '#lib/domain/gates/log.ts'
import { proofFile, type ProofFile } from '#lib/domain/gates/proof-file.ts'
import { monthOf, sheet, type Sheet } from '#lib/domain/gates/sheet.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { BookDeps } from '../notebook/book-deps.ts'
import { Live } from '../notebook/live.svelte.ts'
import type { SignatureStatus } from '../notebook/signature-check.ts'

export { entryKinds, isDrill }

/** What somebody looks for; '' is no matter. Days as `2026-11-24`, both within. */
export interface LogQuery {
  gate: string
  /** An account. */
  person: string
  kind: EntryKind | ''
  from: string
  to: string
}

/** A line of some gate's log. */
export interface LogMatch {
  gate: string
  entry: LogEntry<StoredFact>
}

/** Vietnam has one time: a day begins so long after Greenwich's, ms. */
const vietnam = 7 * 3_600_000
const day = 24 * 3_600_000
const startOf = (isoDay: string) => Date.parse(`${isoDay}T00:00:00.000Z`) - vietnam

/**
 * The logs of several gates, looked through on this phone. What was recorded before the first day wanted is not read; of
 * what was recorded later all is, since an entry may be written down days after.
 */
export class LogSearch {
  readonly #read = new Map<string, Live<StoredFact[]>>()

  constructor(private readonly parts: BookDeps) {}

  arrived(gates: readonly string[], from: string): boolean {
    return gates.every((gate) => this.#since(gate, startOf(from)).arrived)
  }

  /** What fits, newest first. @param all the gates of the unit */
  find(all: readonly string[], wanted: LogQuery): LogMatch[] {
    const [from, to] = [startOf(wanted.from), startOf(wanted.to) + day]
    const found = gatesOf(all, wanted).flatMap((gate) => {
      const log = gateLog(this.#since(gate, from).current)
      return log.filter((entry) => fits(entry, wanted, { from, to })).map((entry) => ({ gate, entry }))
    })
    return found.sort((a, b) => (atOf(a.entry) < atOf(b.entry) ? 1 : -1))
  }

  /** Everybody whom these gates' logs name since that day. */
  people(all: readonly string[], wanted: LogQuery): string[] {
    const logs = gatesOf(all, wanted).map((gate) => gateLog(this.#since(gate, startOf(wanted.from)).current))
    return [...new Set(logs.flat().flatMap(peopleIn))].sort()
  }

  /** The records behind what was found, as they were signed, with the keys to verify them and what `signed` says of each. */
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

  /** One gate's month. @param month `2026-11` */
  month(gate: string, month: string): Sheet<StoredFact> {
    const range = monthOf(month)
    return sheet(this.#since(gate, range.from).current, range)
  }

  monthArrived(gate: string, month: string): boolean {
    return this.#since(gate, monthOf(month).from).arrived
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

/** Does that line fit? @param range Unix ms, the end not within */
export function fits(
  entry: LogEntry,
  { person, kind }: Pick<LogQuery, 'person' | 'kind'>,
  { from, to }: { from: number; to: number }
): boolean {
  const at = Date.parse(atOf(entry))
  if (at < from || at >= to) return false
  return (!kind || kindOf(entry) === kind) && (!person || peopleIn(entry).includes(person))
}

function peopleIn(entry: LogEntry): string[] {
  if (entry.kind === 'command') return entry.course.actor === null ? [] : [entry.course.actor]
  if (entry.kind === 'report') return entry.event.actor ? [entry.event.actor] : []
  return [entry.fact.by]
}
