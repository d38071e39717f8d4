import type { Directory } from '#lib/domain/directory/directory.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Book, PhotoPlace, Role } from '#lib/domain/roles.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import type {
  AskMark,
  Clock,
  DeviceSessions,
  GateConnection,
  NotKept,
  Peers,
  Ports,
  PushNotifications,
  PhoneTrials,
  SharedInbox,
  Source
} from '#lib/ports/ports.ts'
import type { Drafts } from './drafts.ts'
import type { FoldedDeps } from './folded/folded-streams.ts'
import type { Draft, Outcome } from './record.ts'

/** The dependencies that a feature's store may use; `Notebook.open` passes them to the constructor. */
export interface BookDeps extends Omit<
  Ports,
  | 'clock'
  | 'openGateConnection'
  | 'openPush'
  | 'openDeviceSessions'
  | 'openPhoneTrials'
  | 'openMarks'
  | 'openPeers'
  | 'openInbox'
> {
  unit: string
  account: string
  /** The account's current roles in that unit: they may change while the notebook is open. */
  roles: readonly Role[]
  /** Returns the unit's directory as this phone knows it now. */
  directory(): Directory
  drafts: Drafts
  clock: Clock
  /** How far the server's clock is ahead of this phone's, as far as known, ms. */
  readonly clockOffset: number
  /**
   * Read a small book as a whole, all streams of one kind, one stream recorded since `from` and before
   * `until` (Unix ms), and one stream within the last `back` ms; all verified, as folds expect.
   */
  book(book: Book): Source<StoredFact[]>
  streams(kind: string): Source<StoredFact[]>
  stream(stream: string, from?: number, until?: number): Source<StoredFact[]>
  recent(stream: string, back: number): Source<StoredFact[]>
  /** What `FoldedStreams` reads from. */
  sources: FoldedDeps
  /** Tells whether a record is not known good, whatever its signature says; known at once, and live. */
  isDoubtful(fact: Envelope): boolean
  record(draft: Draft): Promise<Outcome>
  /** Records what this phone writes by itself: no screen says that it is kept. */
  recordUnasked(draft: Draft): Promise<Outcome>
  /** Keeps the notebook from closing between several writes that belong together. */
  whole<T>(saving: Promise<T>): Promise<T>
  /** Keeps a picture taken at `at` (Unix ms), sealed; the caller records the fact that names it, as of that moment. */
  keepPhoto(picture: Blob, place: PhotoPlace, at: number): Promise<Photo | { code: NotKept }>
  /**
   * Returns the connection to the unit's motor gates, shared by all callers.
   * @param local the address of the broker on a gate's own network; absent: the commune's
   * @throws when its code cannot be loaded now
   */
  gateConnection(local?: string): Promise<GateConnection>
  /** @throws when its code cannot be loaded now */
  push(): Promise<PushNotifications>
  /** @throws when its code cannot be loaded now */
  deviceSessions(): Promise<DeviceSessions>
  /** @throws when its code cannot be loaded now */
  phoneTrials(): Promise<PhoneTrials>
  /** @throws when its code cannot be loaded now */
  askMark(): Promise<AskMark>
  /** @throws when its code cannot be loaded now */
  peers(): Promise<Peers>
  /** @throws when its code cannot be loaded now */
  inbox(): Promise<SharedInbox>
}
