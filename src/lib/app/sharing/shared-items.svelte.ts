import type { SharedInbox, SharedItem } from '#lib/ports/outbox.ts'
import type { BookDeps } from '../notebook/book-deps.ts'

export type Shared = SharedItem

/** Holds what other apps have shared into this notebook and nobody has used yet. */
export class SharedItems {
  /** How many wait; known once this phone was asked. */
  count = $state(0)
  /** The items, opened but for their pictures; null until they are. One that cannot be opened is `unread`. */
  all = $state.raw<readonly SharedItem[] | null>(null)
  unread = $state.raw<readonly string[]>([])
  /** The pictures of items that were looked at: the same objects each time, so that a form takes none twice. */
  readonly #pictures = new Map<string, Promise<readonly File[] | null>>()
  #inbox: Promise<SharedInbox> | null = null

  constructor(private readonly deps: Pick<BookDeps, 'inbox'>) {}

  /** Counts what waits, and lets a locked phone take more in. @throws when the code or the disk cannot be read now */
  async look(): Promise<void> {
    const inbox = await this.#opened()
    await inbox.ready()
    this.count = (await inbox.waiting()).length
  }

  /** Opens what waits. */
  async read(): Promise<void> {
    const inbox = await this.#opened()
    const all: SharedItem[] = []
    const unread: string[] = []
    for (const { id } of await inbox.waiting()) {
      const item = await inbox.open(id)
      if (item) all.push(item)
      else unread.push(id)
    }
    Object.assign(this, { all, unread, count: all.length + unread.length })
  }

  /** Opens the pictures of one item; null: they cannot be opened now. */
  pictures(id: string): Promise<readonly File[] | null> {
    const known = this.#pictures.get(id)
    if (known) return known
    const opening = this.#opened().then((inbox) => inbox.pictures(id))
    const pictures = opening.catch(() => {
      this.#pictures.delete(id)
      return null
    })
    this.#pictures.set(id, pictures)
    return pictures
  }

  /** Removes one that was used, or that nobody wants. */
  async remove(id: string): Promise<void> {
    this.#pictures.delete(id)
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
