import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { FoldedStreams } from '#lib/app/notebook/folded/folded-streams.ts'
import { openKeptFolds } from '#lib/data/screens/kept-folds.ts'
import { openStore } from '#lib/data/store/open-store.ts'
import type { PhoneStore } from '#lib/data/store/store.ts'
import { timeSlices } from '#lib/data/time-slices.ts'
import { withinShelf } from '#lib/data/screens/shelf.ts'
import type { Observer } from '#lib/ports/source.ts'

const account = 'giu-cong'
const unit = 'xa-thu'
const stored = () => new Set<Observer<ReadonlyMap<string, Directory>>>()

let key: CryptoKey
let store: PhoneStore
/** The streams that were read since the last start, in their order. */
let read: string[] = []
let shown: Record<string, number> = {}
/** The runs of streams that were asked for since the last start. */
let queries = 0
/** How many facts these told. */
let rows = 0
let dropped = 0
let missing = false
let failed: unknown = null
let following: { unsubscribe(): void } | null = null
let known = directory([], null)
const watching = stored()

const page = {
  async open(): Promise<void> {
    // The same in every tab.
    key = await crypto.subtle.importKey('raw', new Uint8Array(32), 'AES-GCM', false, ['encrypt', 'decrypt'])
    store = await openStore(account, key, async () => {})
  },
  receive: (facts: Envelope[], erased: string[] = []) => store.receive(facts, erased),
  mark: async (stream: string) => (await store.marks()).of(stream),
  marks: async (kind: string) => [...(await (await store.marks()).all(kind)).keys()],
  append: (fact: Envelope) => store.append(fact.device, 'hui', async (n) => ({ ...fact, n })),
  settle: (id: string) => store.settle([{ id, sync: 'sent' }]),

  /** Starts as the app does: with nothing but what lies on the phone. `build` of the app. */
  async start(build = '1', changesWithTime = false): Promise<void> {
    following?.unsubscribe()
    read = []
    shown = {}
    queries = 0
    rows = 0
    const fold = (facts: readonly StoredFact[], stream: string) => {
      read.push(stream)
      return { state: { stream, count: facts.length }, changesWithTime }
    }
    const byUnit = () => ({
      subscribe(observer: Observer<ReadonlyMap<string, Directory>>) {
        watching.add(observer)
        observer.next(new Map([[unit, known]]))
        return { unsubscribe: () => void watching.delete(observer) }
      }
    })
    const lagging: Pick<PhoneStore, 'streams' | 'marks'> = {
      streams(...asked) {
        queries++
        const source = store.streams(...asked)
        return {
          subscribe: (observer) =>
            source.subscribe({
              error: (problem) => observer.error(problem),
              next(facts) {
                rows += facts.length
                observer.next(facts)
              }
            })
        }
      },
      async marks() {
        if (missing) throw new Error('its code cannot be loaded')
        return store.marks()
      }
    }
    const deps = {
      store: lagging,
      key,
      openFolds: async () => openKeptFolds(build),
      slices: timeSlices,
      verify: async () => true,
      screens: { drop: async () => void dropped++ }
    }
    const streams = new FoldedStreams<{ stream: string; count: number }>(
      { ...deps, directory: { byUnit }, identity: { account } },
      { name: 'counts', kind: 'line', fold, order: (a, b) => (a.stream < b.stream ? -1 : 1) }
    )
    const coming = new Promise<void>((told) => {
      following = streams.subscribe({
        next(states) {
          shown = Object.fromEntries(states.map(({ stream, count }) => [stream, count]))
          told()
        },
        error: (problem) => (failed = problem)
      })
    })
    if (!missing) await coming
  },
  /** Lets the code of marks be there, or not. */
  miss: (is: boolean) => void (missing = is),
  failed: () => failed !== null,
  stop: () => following?.unsubscribe(),
  /** Waits until a later start would find what was told here. */
  kept: async (count: number) => {
    while ((await withinShelf(account, (shelf) => shelf.count('folds'))) < count)
      await new Promise((resolve) => setTimeout(resolve, 10))
  },
  spoil: (stream: string) =>
    withinShelf(
      account,
      async (shelf) => void (await shelf.put('folds', new Uint8Array(40), ['counts', stream.slice(-2)]))
    ),
  queries: () => queries,
  rows: () => rows,
  dropped: () => dropped,
  /** Lets the page's clock run ahead. */
  pass(ms: number): void {
    const now = performance.now.bind(performance)
    performance.now = () => now() + ms
  },
  keptNow: () => withinShelf(account, (shelf) => shelf.count('folds')),
  /** Lets the directory say something else of who may write. */
  bar(device: string): void {
    known = { ...known, barrings: { ...known.barrings, devices: new Map([[device, []]]) } }
    for (const observer of watching) observer.next(new Map([[unit, known]]))
  },
  read: () => read.toSorted(),
  shown: () => shown
}
export type Page = typeof page
Object.assign(globalThis, { antt: page })
