import type { StoredFact } from '#lib/domain/stored.ts'
import type { KeptFold, KeptFolds } from '#lib/ports/folds.ts'
import type {
  Observer,
  SeenScreens,
  Source,
  Store,
  StreamMarks,
  Unsubscribable,
  Verify,
  WorkSlices
} from '#lib/ports/ports.ts'
import { firstValue } from '../first-value.ts'
import type { DirectoriesByUnit, VerifiedDirectory } from '../verified-directory.ts'
import { verdictOn } from './fact-verdict.ts'
import { isTrusted, trustIn } from './kept-trust.ts'
import { runsOf, type StreamRun } from './stream-runs.ts'

/** Holds what the facts of a stream come to, as of a time. */
interface Folded<State> {
  /** JSON; null: nothing. */
  state: State | null
  /** Whether time alone will change it: then it is neither kept nor left as it is. */
  changesWithTime: boolean
}

/** How streams of one kind are folded. */
export interface StreamFold<State extends object> {
  /** The name under which its states are kept; another shape of state takes another one. */
  name: string
  /** The kind of its streams: `line` for `line/…`. */
  kind: string
  /** @param facts of one stream, verified, the oldest id first; pure but for time */
  fold(facts: readonly StoredFact[], stream: string): Folded<State>
  /** Compares states as a sorting function does: in this order they are told. */
  order(a: State, b: State): number
}

export interface FoldedDeps {
  store: Pick<Store, 'streams' | 'marks'>
  directory: Pick<VerifiedDirectory, 'byUnit'>
  verify: Verify
  slices(): WorkSlices
  openFolds(): Promise<KeptFolds>
  /** Pictures of screens, dropped when something that was told counts no more. */
  screens: Pick<SeenScreens, 'drop'>
  identity: { account: string }
  key: CryptoKey
}

/** After how long code is asked for again that could not be loaded, ms. */
const again = 1_000

/** Stands for the mark of a stream that says something of times to come: no stream has it. */
const untimely = 'untimely'

/** How many times as long as a round of folding took the rest after it is: in a long sync the page has its turn. */
const share = 2

/** How many streams are few: the marks of these are asked for one by one, and each is read by itself. */
const few = 8

/**
 * Tells what every stream of a kind comes to, in order; live. Only streams that were written in since they were folded last are
 * read, also across starts, and no fact stays in memory.
 */
export class FoldedStreams<State extends object> implements Source<readonly State[]> {
  #entries: Promise<Map<string, KeptFold>> | null = null
  #list: readonly State[] = []
  /** Hold what is new since the list was told, and what is no more. */
  #come: State[] = []
  readonly #left = new Set<State>()

  constructor(
    private readonly deps: FoldedDeps,
    private readonly fold: StreamFold<State>
  ) {}

  subscribe(observer: Observer<readonly State[]>) {
    const following = new Following(this, observer)
    this.#follow(following).catch((problem) => following.fail(problem))
    return { unsubscribe: () => following.close() }
  }

  async #follow(following: Following<State>): Promise<void> {
    const { directory } = this.deps
    const error = (problem: unknown) => following.fail(problem)
    const marks = await this.#loaded(following)
    if (!marks) return
    const written = marks.written(this.fold.kind)
    following.ends(
      written.subscribe({ error, next: (streams) => following.written(streams) }),
      directory.byUnit().subscribe({ error, next: (known) => following.know(known) })
    )
  }

  /** Opens the marks; null: nobody follows any more. Where their code cannot be loaded now, asks again until it can. */
  async #loaded(following: Following<State>): Promise<StreamMarks | null> {
    while (!following.isClosed) {
      const marks = await this.deps.store.marks().catch(() => null)
      if (marks) return marks
      await new Promise((resolve) => setTimeout(resolve, again))
    }
    return null
  }

  slices(): WorkSlices {
    return this.deps.slices()
  }

  /** Returns the streams that are not as they were folded last. */
  async stale(known: DirectoriesByUnit): Promise<string[]> {
    const entries = await this.#kept()
    const marks = await (await this.deps.store.marks()).all(this.fold.kind)
    return [...marks].flatMap(([stream, mark]) => {
      const entry = entries.get(stream)
      return entry?.mark === mark && isTrusted(entry, known) ? [] : [stream]
    })
  }

  /** Returns the streams that time alone may have changed. */
  async timely(): Promise<string[]> {
    const entries = await this.#kept()
    return [...entries].flatMap(([stream, { mark }]) => (mark === untimely ? [stream] : []))
  }

  /** Splits streams into such as one query reads, each with its mark: what is written from here on is found by another one. */
  async runs(wanted: ReadonlySet<string>): Promise<StreamRun[]> {
    const marks = await this.deps.store.marks()
    if (wanted.size > few) return runsOf(await marks.all(this.fold.kind), wanted)
    return Promise.all([...wanted].map(async (stream) => new Map([[stream, await marks.of(stream)]])))
  }

  /** Reads streams that lie beside each other, and folds what counts of each. @returns whether something counts no more */
  async refold(run: StreamRun, known: DirectoriesByUnit, slices: WorkSlices): Promise<boolean> {
    const { store } = this.deps
    const [...streams] = run.keys()
    const facts = await firstValue(store.streams(this.fold.kind, streams[0], streams.at(-1)))
    const byStream = new Map<string, StoredFact[]>(streams.map((stream) => [stream, []]))
    for (const fact of facts) byStream.get(fact.stream)?.push(fact)
    let isLess = false
    for (const [stream, own] of byStream) {
      isLess = (await this.#refold(stream, run.get(stream)!, own, known)) || isLess
      if (slices.isOver) await slices.next()
    }
    return isLess
  }

  async #refold(
    stream: string,
    mark: string,
    facts: readonly StoredFact[],
    known: DirectoriesByUnit
  ): Promise<boolean> {
    const { verify } = this.deps
    const verdicts = await Promise.all(
      facts.map((fact) => verdictOn(fact, known, { verify, wanted: 'counting' }))
    )
    const counting = facts.filter((_, i) => verdicts[i])
    // An erased stream has a mark for ever: remembered, it is not read again.
    const { state, changesWithTime } =
      facts.length > 0 ? this.fold.fold(counting, stream) : { state: null, changesWithTime: false }
    const trust = trustIn(facts, known)
    const entries = await this.#kept()
    const before = entries.get(stream)
    if (before?.state) this.#left.add(before.state as State)
    if (state) this.#come.push(state)
    const entry = { mark: changesWithTime ? untimely : mark, trust, state, counting: counting.length }
    entries.set(stream, entry)
    return before !== undefined && entry.counting < before.counting
  }

  /** Returns what all streams come to that came to something. */
  list(): readonly State[] {
    if (this.#come.length + this.#left.size === 0) return this.#list
    const all = [...this.#list, ...this.#come].filter((state) => !this.#left.has(state))
    // Mostly sorted already, which costs a step through them.
    this.#list = all.sort((a, b) => this.fold.order(a, b))
    this.#come = []
    this.#left.clear()
    return this.#list
  }

  /** Keeps what these streams came to. */
  async keep(streams: readonly string[]): Promise<void> {
    const { identity, key } = this.deps
    // Keeps nothing where the code cannot be loaded now: the next start reads it again.
    const folds = await this.deps.openFolds().catch(() => null)
    const lasting = new Map([...(await this.#kept())].filter(([, { mark }]) => mark !== untimely))
    await folds?.keep(identity.account, key, this.fold.name, lasting, streams)
  }

  /** Lets nothing stay that was seen: it shows what counts no more. */
  drop(): void {
    const { screens, identity } = this.deps
    void screens.drop(identity.account).catch(() => {})
  }

  #kept(): Promise<Map<string, KeptFold>> {
    const { identity, key, openFolds } = this.deps
    return (this.#entries ??= openFolds()
      .then((folds) => folds.of(identity.account, key, this.fold.name))
      .catch(() => new Map<string, KeptFold>())
      .then((entries) => {
        this.#come = [...entries.values()].flatMap(({ state }) => (state as State | null) ?? [])
        return entries
      }))
  }
}

/** One observer's following of all streams: folds in rounds, and tells after each. */
class Following<State extends object> {
  readonly #touched = new Set<string>()
  #known: DirectoriesByUnit | null = null
  /** Whether the directories have changed since all streams were compared. */
  #isNew = false
  #isTold = false
  #isWorking = false
  isClosed = false
  #sources: readonly Unsubscribable[] = []

  constructor(
    private readonly streams: FoldedStreams<State>,
    private readonly observer: Observer<readonly State[]>
  ) {}

  written(streams: readonly string[]): void {
    for (const stream of streams) this.#touched.add(stream)
    void this.#work()
  }

  know(known: DirectoriesByUnit): void {
    this.#known = known
    this.#isNew = true
    void this.#work()
  }

  /** Takes over what ends with it. */
  ends(...sources: readonly Unsubscribable[]): void {
    this.#sources = sources
    if (this.isClosed) this.close()
  }

  fail(problem: unknown): void {
    if (!this.isClosed) this.observer.error(problem)
  }

  close(): void {
    this.isClosed = true
    for (const source of this.#sources) source.unsubscribe()
  }

  async #work(): Promise<void> {
    if (this.#isWorking || !this.#known) return
    this.#isWorking = true
    try {
      while (!this.isClosed && (this.#isNew || this.#touched.size > 0)) await this.#round()
    } catch (problem) {
      this.fail(problem)
    } finally {
      this.#isWorking = false
    }
  }

  async #round(): Promise<void> {
    const began = performance.now()
    if (this.#isNew) {
      this.#isNew = false
      for (const stream of await this.streams.stale(this.#known!)) this.#touched.add(stream)
    }
    for (const stream of await this.streams.timely()) this.#touched.add(stream)
    const slices = this.streams.slices()
    const folded: string[] = []
    let isLess = false
    for (const run of await this.streams.runs(this.#touched)) {
      if (this.isClosed) break
      for (const stream of run.keys()) this.#touched.delete(stream)
      isLess = (await this.streams.refold(run, this.#known!, slices)) || isLess
      folded.push(...run.keys())
    }
    // First: until it is drawn, the screen shows what is told no more.
    if (isLess) this.streams.drop()
    if (!this.isClosed && (folded.length > 0 || !this.#isTold)) {
      this.#isTold = true
      this.observer.next(this.streams.list())
    }
    // Drawn first.
    await slices.next()
    if (folded.length > 0) await this.streams.keep(folded)
    await this.#rest(share * (performance.now() - began))
  }

  async #rest(ms: number): Promise<void> {
    if (this.#touched.size > 0 && !this.isClosed) await new Promise((resolve) => setTimeout(resolve, ms))
  }
}
