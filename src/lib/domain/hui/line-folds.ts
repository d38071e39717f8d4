import type { Envelope } from '../fact.ts'
import { StreamFolds } from '../folds/stream-folds.ts'
import { line } from './line.ts'
import type { Line } from './state.ts'
import { knownBy } from './stream.ts'

/**
 * Follows the lines of a hụi book as of a time that only goes on: a fact that comes or goes costs its own line. A line with
 * facts that have not happened yet changes with time alone: it is folded anew each time.
 */
export class LineFolds<F extends Envelope> {
  #until = 0
  readonly #folds = new StreamFolds<F, Line | null | 'ahead'>((own, stream) => {
    if (!stream.startsWith('line/')) return null
    return knownBy(this.#until, own).length < own.length ? 'ahead' : line(own, this.#until)
  })

  /**
   * Returns the lines by code, those of one code in the order in which they were recorded.
   * @param facts of a book, oldest id first, none twice @param until Unix ms
   */
  of(facts: readonly F[], until: number): Line[] {
    this.#until = until
    return [...this.#folds.of(facts)]
      .map(([stream, read]) => (read === 'ahead' ? line(this.factsOf(stream), until) : read))
      .filter((read) => read !== null)
      .sort(byCode)
  }

  /** Returns the facts of a stream as of the last call, of whatever kind. */
  factsOf(stream: string): readonly F[] {
    return this.#folds.factsOf(stream)
  }
}

const collator = new Intl.Collator('vi', { numeric: true })
const byCode = (a: Line, b: Line) =>
  collator.compare(a.opening.code, b.opening.code) || (a.id < b.id ? -1 : 1)
