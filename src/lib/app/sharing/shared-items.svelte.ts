import type { SharedInbox, SharedItem } from '#lib/ports/outbox.ts'
import type { BookDeps } from '../notebook/book-deps.ts'

export type Shared = SharedItem

/** Holds what other apps have shared into this notebook and nobody has used yet. */
export class SharedItems {
  /** How many wait; known once this phone was asked. */
  count = $state(0)
  /** The items, opened; null until they are. One that cannot be opened is `unread`. */
  all = $state.raw<readonly SharedItem[] | null>(null)
  unread = $state.raw<readonly string[]>([])
  #inbox: Promise<SharedInbox> | null = null

  constructor(private readonly deps: Pick<BookDeps, 'inbox'>) {}

  /** Counts what waits, and lets a locked phone take more in. @throws when the code or the disk cannot be read now */
  async look(): Promise<void> {
    const inbox = await this.#opened()
    await inbox.ready()
    this.count = (await inbox.waiting()).length
  }

  /** Opens what waits; an item once opened stays the same object. */
  async read(): Promise<void> {
    const inbox = await this.#opened()
    const known = new Map(this.all?.map((item) => [item.id, item]))
    const all: SharedItem[] = []
    const unread: string[] = []
    for (const { id } of await inbox.waiting()) {
      const item = known.get(id) ?? (await inbox.open(id))
      if (item) all.push(item)
      else unread.push(id)
    }
    Object.assign(this, { all, unread, count: all.length + unread.length })
  }

  /** Removes one that was used, or that nobody wants. */
  async remove(id: string): Promise<void> {
    await (await this.#opened()).remove(id)
    await this.read()
  }

  #opened(): Promise<SharedInbox> {
    const opening = (this.#inbox ??= this.deps.inbox().catch((problem: unknown) => {
      this.#inbox = null
      throw problem
    }))
    return opening
  }
}
