import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstValue } from '#lib/app/notebook/first-value.ts'
import { FoldedStreams, type StreamFold } from '#lib/app/notebook/folded/folded-streams.ts'
import type { KeptFold } from '#lib/ports/folds.ts'
import type { Observer, Source } from '#lib/ports/source.ts'

const nothing = { unsubscribe() {} }
const once = <T>(value: T): Source<T> => ({
  subscribe(observer: Observer<T>) {
    void Promise.resolve().then(() => observer.next(value))
    return nothing
  }
})

/** Happens to what a phone keeps of a book between two starts. */
export type Mishap = 'none' | 'lost' | 'old' | 'missing'

/**
 * A book on a phone that is started again and again, and whose kept folds may be lost, older than the book, or lack some of
 * their streams: in memory, with the kept states as the JSON that they are on a disk.
 */
export class KeptBook<State extends object> {
  #facts: readonly StoredFact[] = []
  readonly #marks = new Map<string, string>()
  #written = 0
  #shelf = new Map<string, string>()
  #before = new Map<string, string>()

  constructor(private readonly fold: StreamFold<State>) {}

  /** Lets the book be that, as after writes that mark the streams they change. */
  become(facts: readonly StoredFact[]): void {
    const [before, after] = [new Set(this.#facts), new Set(facts)]
    const changed = [
      ...this.#facts.filter((one) => !after.has(one)),
      ...facts.filter((one) => !before.has(one))
    ]
    this.#written++
    for (const { stream } of changed) this.#marks.set(stream, `${this.#written}`)
    this.#facts = facts
  }

  suffer(mishap: Mishap): void {
    if (mishap === 'lost') this.#shelf = new Map()
    if (mishap === 'old') this.#shelf = new Map(this.#before)
    if (mishap === 'missing') this.#shelf = new Map([...this.#shelf].filter((_, i) => i % 2 === 0))
  }

  /** Returns what a start tells, from what was kept and the facts of the streams that were written in since. */
  async start(): Promise<readonly State[]> {
    const deps = {
      store: {
        streams: (kind: string, first = '', last = '') =>
          once(
            this.#facts.filter(
              ({ stream }) => stream.startsWith(`${kind}/`) && stream >= first && stream <= last
            )
          ),
        marks: async () => ({
          all: async (kind: string) =>
            new Map([...this.#marks].filter(([stream]) => stream.startsWith(`${kind}/`)).sort()),
          of: async (stream: string) => this.#marks.get(stream) ?? '',
          written: () => ({ subscribe: () => nothing })
        })
      },
      directory: { byUnit: () => once(new Map<string, Directory>([['xa-thu', directory([], null)]])) },
      verify: async () => true,
      slices: () => ({ isOver: false, next: async () => {} }),
      openFolds: async () => ({
        of: async () =>
          new Map([...this.#shelf].map(([stream, text]) => [stream, JSON.parse(text) as KeptFold])),
        keep: async (
          ...[, , , all, streams]: [
            string,
            CryptoKey,
            string,
            ReadonlyMap<string, KeptFold>,
            readonly string[]
          ]
        ) => {
          this.#before = new Map(this.#shelf)
          for (const stream of streams) this.#shelf.set(stream, JSON.stringify(all.get(stream)))
        }
      }),
      screens: { drop: async () => {} },
      identity: { account: 'can-bo-1' },
      key: {} as CryptoKey
    }
    return firstValue(new FoldedStreams(deps, this.fold))
  }
}
