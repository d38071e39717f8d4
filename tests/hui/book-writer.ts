import type { Envelope } from '#lib/domain/fact.ts'
import type { FactOf, FactType } from '#lib/domain/facts.ts'
import type { Agreement } from '#lib/domain/hui/state.ts'
import { numberedId, TestStream } from './test-line.ts'

interface Entry {
  /** ISO day on which it reaches the book. */
  at: string
  /** Of its fact, once it is written. */
  id: string | null
  write(stream: TestStream, other: Partial<Envelope>): Envelope
}

/** Takes the entries of a line in any order, and writes them in the order of the days on which they reach the book. */
export class BookWriter {
  readonly #entries: Entry[] = []

  /** @param number of the line, below 10,000: ids of other lines differ */
  constructor(
    private readonly number: number,
    agreed: Agreement
  ) {
    this.enter(agreed.on, 'hui.line-agreed', () => agreed)
  }

  enter<Type extends FactType>(at: string, type: Type, body: () => FactOf<Type>['body']): Entry {
    const entry: Entry = { at, id: null, write: (stream, other) => stream.write(type, body(), other) }
    this.#entries.push(entry)
    return entry
  }

  /** Writes what had reached the book by that day. */
  factsUntil(day: string): Envelope[] {
    const base = this.number * 50_000
    const stream = new TestStream(`line/${numberedId(base)}`)
    for (const entry of this.#entries.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      if (entry.at > day) break
      const id = numberedId(base + stream.facts.length + 1)
      entry.id = entry.write(stream, { id, at: `${entry.at}T12:00:00.000Z` }).id
    }
    return stream.facts
  }
}
