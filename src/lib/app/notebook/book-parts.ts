import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Book, PhotoPlace, Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type { Drafts } from './drafts.ts'
import type {
  Attention,
  Clock,
  GateConnection,
  Locate,
  LocalNetwork,
  NotKept,
  PushNotifications,
  Source
} from '#lib/ports/ports.ts'
import type { Draft, Outcome } from './record.ts'

/** What the screen state of a book is made of; `Notebook.open` hands it over. */
export interface BookDeps {
  unit: string
  account: string
  /** In that unit, now: they may change while the notebook is open. */
  roles: readonly Role[]
  drafts: Drafts
  clock: Clock
  locate: Locate
  /**
   * A small book, whole, all streams of one kind, and one stream, all of it, what was recorded since `from` (Unix ms) or
   * within the last `back` ms, as folds may see them.
   */
  book(book: Book): Source<StoredFact[]>
  streams(kind: string): Source<StoredFact[]>
  stream(stream: string, from?: number): Source<StoredFact[]>
  recent(stream: string, back: number): Source<StoredFact[]>
  record(draft: Draft): Promise<Outcome>
  /** Said of several writes that belong together: the notebook does not close in their midst. */
  whole<T>(saving: Promise<T>): Promise<T>
  /** Keeps a picture of `at` (Unix ms) on this phone, sealed; the fact that names it is the caller's to record, of that moment. */
  keepPhoto(picture: Blob, place: PhotoPlace, at: number): Promise<Photo | { code: NotKept }>
  /** The live line to the unit's motor gates; `local`: by the broker of that address, on the gate's own network. @throws when its code cannot be had now */
  gateConnection(local?: string): Promise<GateConnection>
  localNetwork: LocalNetwork
  /** Whether this phone is told while its app is closed, and how an open one calls. @throws like `gateConnection` */
  push(): Promise<PushNotifications>
  attention(): Promise<Attention>
}
