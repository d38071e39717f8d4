import type { Component, ComponentProps } from 'svelte'
import { render, type RenderResult } from 'vitest-browser-svelte'
import type { App } from '#lib/app/app.svelte.ts'
import { setApp } from '#lib/app/context.ts'
import { Drafts } from '#lib/app/notebook/drafts.ts'
import type { Notebook } from '#lib/app/notebook/notebook.svelte.ts'
import type { BookDeps } from '#lib/app/notebook/book-deps.ts'
import type { Draft, Outcome, Unsaved } from '#lib/app/notebook/record.ts'
import { ticking } from '#lib/app/notebook/ticking.ts'
import { Settings, setSettings } from '#lib/app/settings/settings.svelte.ts'
import { directory, type Directory } from '#lib/domain/directory/directory.ts'
import type { Fact } from '#lib/domain/facts.ts'
import type { Book, Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Source } from '#lib/ports/ports.ts'
import { SavedWord, setSavedWord } from '#lib/shell/forms/saved-word.svelte.ts'
import { FaultyLine } from '../faulty-connection.ts'

/** Stands in for an open notebook: what a test says is so, and what components write. */
export class TestNotebook {
  readonly identity = { account: 'truc', unit: 'thu', roles: ['officer'] }
  readonly deviceId = 'may-nay'
  readonly device = undefined
  ready = $state(true)
  roles = $state.raw<readonly Role[]>(['officer'])
  access = $state<Notebook['access']>('approved')
  directory = $state.raw<Directory>(directory([], null))
  sync = $state({
    counts: { pending: 0, refused: 0, kept: 0 },
    photos: { waiting: 0, refused: 0 },
    report: { state: 'idle', lastExchange: null } as Partial<Notebook['sync']['report']>,
    waiting: [] as StoredFact[]
  })
  clockOffset = $state(0)
  lastOutcome = $state.raw<Outcome | null>(null)
  readonly lastBegun = 0
  /** What was recorded, oldest first. */
  readonly recorded: Draft[] = []
  /** Ids of records that are not known good. */
  doubtful: ReadonlySet<string> = new Set()
  /** Why nothing can be recorded; null: all is. */
  refusal: Unsaved | null = null
  /** Drafts on the phone's disk, by form. */
  readonly onDisk = new Map<string, object>()
  readonly drafts: Drafts
  /** Holds back what the disk is asked for until a test lets it go. */
  disk: Promise<void> = Promise.resolve()
  readonly #opened = new Map<unknown, object>()
  readonly deps: BookDeps
  /** The unit's motor gates, as this phone hears them. */
  readonly line = new FaultyLine()
  /** What the books hold, by stream. */
  readonly #facts = new Map<string, StoredFact[]>()
  readonly #readers = new Set<() => void>()

  private constructor(drafts: Drafts) {
    this.drafts = drafts
    this.deps = {
      unit: 'thu',
      account: 'truc',
      clock: { now: this.now, offset: 0 },
      drafts,
      directory: () => this.directory,
      record: (draft: Draft) => this.record(draft),
      recordUnasked: (draft: Draft) => this.record(draft),
      whole: <Saved>(saving: Promise<Saved>) => saving,
      roles: this.roles,
      isOffline: () => false,
      isDoubtful: ({ id }: StoredFact) => this.doubtful.has(id),
      gateConnection: async () => this.line,
      recent: (stream: string) => this.stream(stream),
      stream: (stream: string, from?: number, until?: number) => this.stream(stream, from, until),
      streams: (kind: string) => this.#read((stream) => stream.startsWith(`${kind}/`)),
      book: (book: Book) => this.stream(book)
    } as unknown as BookDeps
  }

  /** @param kept drafts of an earlier time */
  static async open(kept: Record<string, object> = {}): Promise<TestNotebook> {
    const onDisk = new Map(Object.entries(kept))
    const shelf = {
      load: async () => new Map(onDisk),
      keep: (form: string, draft: object | null) =>
        void (draft ? onDisk.set(form, draft) : onDisk.delete(form)),
      flush: () => notebook.disk
    }
    const notebook: TestNotebook = new TestNotebook(await Drafts.open(shelf))
    for (const [form, draft] of onDisk) notebook.onDisk.set(form, draft)
    return Object.assign(notebook, { onDisk })
  }

  readonly now = ticking(() => Date.now())
  mayWrite: Notebook['mayWrite'] = () => true
  mayRead = (_book: Book): boolean => true
  readonly keeps = (_book: Book): boolean => false
  readonly maySee = (): boolean => true
  nameOf = (account: string): string => account
  readonly certificateMark = (): null => null
  readonly markOf = async (): Promise<null> => null
  readonly sessionEnding = async (): Promise<null> => null
  devices: Notebook['devices'] = async () => null

  async record(draft: Draft): Promise<Outcome> {
    const fact = { ...draft, id: `${this.recorded.length}`, at: new Date(this.now()).toISOString() }
    const outcome: Outcome = this.refusal
      ? { ok: false, refusal: this.refusal }
      : { ok: true, fact: fact as unknown as Fact }
    if (outcome.ok) this.recorded.push(draft)
    return (this.lastOutcome = outcome)
  }

  /** Brings records into a book. */
  arrive(...facts: StoredFact[]): void {
    for (const fact of facts) this.#facts.set(fact.stream, [...(this.#facts.get(fact.stream) ?? []), fact])
    for (const tell of this.#readers) tell()
  }

  /** @param from Unix ms; with `until`, of when a record was made */
  stream(stream: string, from = 0, until = Infinity): Source<StoredFact[]> {
    const isIn = ({ id }: StoredFact) => idTime(id) >= from && idTime(id) < until
    return this.#read((one) => one === stream, isIn)
  }

  #read(
    isWanted: (stream: string) => boolean,
    isIn: (fact: StoredFact) => boolean = () => true
  ): Source<StoredFact[]> {
    return {
      subscribe: ({ next }) => {
        const wanted = () => [...this.#facts].filter(([stream]) => isWanted(stream))
        const tell = () => next(wanted().flatMap(([, facts]) => facts.filter(isIn)))
        this.#readers.add(tell)
        tell()
        return { unsubscribe: () => void this.#readers.delete(tell) }
      }
    }
  }

  /** Puts what a component opens in the place of the feature's own. */
  put<Opened extends object>(Kind: new (deps: BookDeps) => Opened, opened: Partial<Opened>): void {
    this.#opened.set(Kind, opened)
  }

  open<Opened extends object>(Kind: new (deps: BookDeps) => Opened): Opened {
    const opened = this.#opened.get(Kind) ?? new Kind(this.deps)
    this.#opened.set(Kind, opened)
    return opened as Opened
  }
}

/**
 * Mounts a component as the screens of an open notebook are.
 * @param props a function of what has to be made while it is mounted, such as a form
 */
export async function renderIn<Props extends ComponentProps<Component>>(
  notebook: TestNotebook,
  drawn: Component<Props>,
  props: NoInfer<Props> | (() => NoInfer<Props>),
  word = new SavedWord()
): Promise<RenderResult<Component<Props>>> {
  const app = { notebook, lockAll: () => {} } as unknown as App
  const within: Component<Props> = (anchor, own) => {
    setApp(() => app)
    setSavedWord(word)
    setSettings(new Settings(localStorage))
    const all = typeof props === 'function' ? (props as () => Props)() : own
    return drawn(anchor, all)
  }
  return render(within, (typeof props === 'function' ? {} : props) as Props)
}
