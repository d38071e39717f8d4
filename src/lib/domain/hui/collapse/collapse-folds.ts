import type { Envelope } from '../../fact.ts'
import { StreamFolds } from '../../folds/stream-folds.ts'
import { collapse, type Collapse } from './collapse.ts'
import type { Person } from '../people.ts'
import { knownBy } from '../stream.ts'

type People = ReadonlyMap<string, Person>

/** The facts of one file, and what they came to last beside those people; null where that changes with time alone. */
interface File {
  own: readonly Envelope[]
  last: { people: People; read: Collapse | null } | null
}

/**
 * Follows the collapse files of a hụi book as of a time that only goes on: a fact that comes or goes costs its own file, and
 * one about a person all of them.
 */
export class CollapseFolds<F extends Envelope = Envelope> {
  readonly #files = new StreamFolds<F, File | null>((own, stream) =>
    stream.startsWith('collapse/') ? { own, last: null } : null
  )

  /**
   * Returns the files, the latest first. @param facts of a book, oldest id first, none twice
   * @param people the same object while none of them changes @param until Unix ms
   */
  of(facts: readonly F[], people: People, until: number): Collapse[] {
    const files = [...this.#files.of(facts)].sort(([a], [b]) => (a < b ? 1 : -1))
    return files.flatMap(([, file]) => (file && readFile(file, people, until)) ?? [])
  }

  /** Returns the facts of a stream as of the last call. */
  factsOf(stream: string): readonly F[] {
    return this.#files.factsOf(stream)
  }
}

function readFile(file: File, people: People, until: number): Collapse | null {
  const { own, last } = file
  if (last?.people === people) return last.read
  const read = collapse(own, until, people)
  const isWhole = knownBy(until, own).length === own.length
  file.last = isWhole ? { people, read } : null
  return read
}
