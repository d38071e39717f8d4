import { changedSpan } from './changed-span.ts'
import type { Envelope } from '../fact.ts'

/**
 * Folds a book stream by stream, and again only the streams whose facts have changed since: one more fact costs its own
 * stream, however large the book.
 */
export class StreamFolds<F extends Pick<Envelope, 'id' | 'stream'>, State> {
  #facts: readonly F[] = []
  readonly #streams = new Map<string, readonly F[]>()
  readonly #states = new Map<string, State>()

  /** @param fold of the facts of one stream, oldest id first; pure */
  constructor(private readonly fold: (facts: readonly F[], stream: string) => State) {}

  /** Returns each stream's state, by stream. @param facts of a book, oldest id first, none twice */
  of(facts: readonly F[]): ReadonlyMap<string, State> {
    if (facts === this.#facts) return this.#states
    const { start, removed, added } = changedSpan(this.#facts, facts)
    const gone = this.#facts.slice(start, start + removed)
    this.#facts = facts
    const left = new Set(gone)
    for (const [stream, come] of touched(gone, added)) this.#fold(stream, left, come)
    return this.#states
  }

  /** Returns the facts of a stream as of the last call. */
  factsOf(stream: string): readonly F[] {
    return this.#streams.get(stream) ?? []
  }

  #fold(stream: string, left: ReadonlySet<F>, come: readonly F[]): void {
    const before = this.factsOf(stream)
    const stayed = before.filter((fact) => !left.has(fact))
    const own = [...stayed, ...come].sort((a, b) => (a.id < b.id ? -1 : 1))
    // Lies between two changes, and is none itself.
    if (own.length === before.length && own.every((fact, i) => fact === before[i])) return
    if (own.length === 0) {
      this.#streams.delete(stream)
      this.#states.delete(stream)
      return
    }
    this.#streams.set(stream, own)
    this.#states.set(stream, this.fold(own, stream))
  }
}

/** Returns what has come to each stream that lost or gained a fact. */
function touched<F extends Pick<Envelope, 'stream'>>(gone: readonly F[], added: readonly F[]) {
  const streams = new Map<string, F[]>(gone.map(({ stream }) => [stream, []]))
  for (const fact of added) {
    const come = streams.get(fact.stream)
    if (come) come.push(fact)
    else streams.set(fact.stream, [fact])
  }
  return streams
}
