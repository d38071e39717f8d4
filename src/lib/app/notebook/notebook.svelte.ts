import { deviceOf, directory, isSuspended, nameOf } from '#lib/domain/directory/directory.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { FactType } from '#lib/domain/facts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Book, PhotoPlace } from '#lib/domain/roles.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import type { BookDeps } from './book-deps.ts'
import type { Drafts } from './drafts.ts'
import { NotebookWriter, type WriterDeps } from './notebook-writer.ts'
import { GateConnections } from './gate-connections.ts'
import { Live } from './live.svelte.ts'
import type { AlarmKeys, Identity, NotShown, Ports, Session, Source, StorageSpace } from '#lib/ports/ports.ts'
import { verifiedBook, verifiedStream, verifiedStreams } from './verified-streams.ts'
import { recentFacts } from './recent-facts.ts'
import type { Draft, Outcome } from './record.ts'
import { AccountRights } from './account-rights.svelte.ts'
import { checkSignature, type SignatureStatus } from './signature-check.ts'
import { SyncPage } from './sync-page.svelte.ts'

export type { StorageSpaceState } from '#lib/ports/ports.ts'

export interface NotebookDeps extends Omit<WriterDeps, 'rights'> {
  drafts: Drafts
}

/** The open notebook of one account: opens what screens read, and is their only way to write. */
export class Notebook {
  readonly unit: string
  readonly drafts: Drafts
  readonly sync: SyncPage
  readonly #rights: AccountRights
  readonly #writer: NotebookWriter
  readonly #book: Live<StoredFact[]>
  readonly #opened = new Map<unknown, object>()
  readonly #gateConnections: GateConnections
  readonly #deps: BookDeps
  readonly #reports: { unsubscribe(): void }
  readonly directory = $derived.by(() => directory(this.#book.current))

  constructor(
    private readonly session: Session,
    private readonly ports: Ports,
    { drafts, refuse, isCleared }: NotebookDeps
  ) {
    const { identity, unit, store, photos, courier } = session
    this.unit = unit
    this.drafts = drafts
    this.#rights = new AccountRights(identity, unit)
    this.#writer = new NotebookWriter(session, ports, { rights: this.#rights, refuse, isCleared })
    this.#book = new Live(store.book('directory'), [])
    const keepUnsent = (count: number) => ports.unsentCounts.keep(identity.account, count)
    this.sync = new SyncPage(store, photos, courier, keepUnsent)
    this.#gateConnections = new GateConnections((local) => ports.openGateConnection(session, local))
    this.#deps = this.#bookDeps()
    this.#reports = courier.report.subscribe({
      next: ({ roles }) => roles && this.#rights.follow(roles),
      error: () => {}
    })
  }

  /** Returns the account, with the roles that the server named last. */
  get identity(): Identity {
    return this.#rights.identity
  }

  get roles() {
    return this.#rights.roles
  }

  mayWrite(type: FactType): boolean {
    return this.#rights.mayWrite(type)
  }

  mayRead(book: Book): boolean {
    return this.#rights.mayRead(book)
  }

  maySee(place: PhotoPlace): boolean {
    return this.#rights.maySee(place)
  }

  /** False until the directory has been read from this phone. */
  get ready(): boolean {
    return this.#book.arrived
  }

  /** Returns the display name of an account. */
  nameOf(account: string): string {
    return nameOf(this.directory, account)
  }

  /** Verifies that a record is what its author's phone signed; screens and files mark the records that are not. */
  signed(fact: Envelope): Promise<SignatureStatus> {
    return checkSignature(fact, this.directory, this.ports.verify)
  }

  get device() {
    return deviceOf(this.directory, this.identity.account, this.deviceId)
  }

  /** Tells whether a commander has suspended this account. */
  get isStopped(): boolean {
    return isSuspended(this.directory, this.identity.account)
  }

  /** Returns the id of this phone's key. */
  get deviceId(): string {
    return this.session.keys.device.id
  }

  /** Reads all facts of a stream, verified, as folds expect. */
  stream(stream: string): Source<StoredFact[]> {
    return this.#deps.stream(stream)
  }

  /** Returns the store of a feature; the same object for every component that asks. Its code loads with its screens. */
  open<Opened extends object>(Kind: new (deps: BookDeps) => Opened): Opened {
    const known = this.#opened.get(Kind)
    if (known) return known as Opened
    const opened = new Kind(this.#deps)
    this.#opened.set(Kind, opened)
    return opened
  }

  #bookDeps(): BookDeps {
    const { session, ports } = this
    const { clock, verify } = ports
    const { store } = session
    const writer = this.#writer
    const rights = this.#rights
    return {
      ...ports,
      unit: this.unit,
      account: session.identity.account,
      get roles() {
        return rights.roles
      },
      drafts: this.drafts,
      book: (book) => verifiedBook(store, verify, book),
      streams: (kind) => verifiedStreams(store, verify, kind),
      stream: (stream, from = 0) => verifiedStream(store, verify, stream, firstIdAt(from)),
      recent: (stream, back) =>
        recentFacts(clock, back, (from) => verifiedStream(store, verify, stream, from)),
      record: (draft) => writer.record(draft),
      whole: (saving) => writer.pending.add(saving),
      keepPhoto: (...picture) => writer.keepPhoto(...picture),
      gateConnection: (local = '') => this.#gateConnections.line(local),
      push: () => ports.openPush(session)
    }
  }

  now(): number {
    return this.ports.clock.now()
  }

  /** Returns how far the server's clock is ahead of this phone's, as far as known, ms. */
  get clockOffset(): number {
    return this.ports.clock.offset
  }

  /** Returns what this phone can do while locked. @throws when its code cannot be loaded now */
  alarmKeys(): Promise<AlarmKeys> {
    return this.ports.openAlarmKeys()
  }

  /** Returns the browser's storage grants. @throws when its code cannot be loaded now */
  space(): Promise<StorageSpace> {
    return this.ports.openSpace()
  }

  /** Asks the server about this account's phones; for a commander, about the unit's. Null: no answer now. */
  async devices(): Promise<readonly DeviceStatus[] | null> {
    const ask = () => this.ports.askDevices(this.identity.account)
    const asked = await ask()
    if (asked !== 'signed-out') return asked
    await this.session.courier.ring()
    const again = await ask()
    return again === 'signed-out' ? null : again
  }

  record(draft: Draft): Promise<Outcome> {
    return this.#writer.record(draft)
  }

  /** Returns the picture named by a fact of that unit and time, or the reason why it cannot be shown now. */
  async openPhoto(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    const { photos, courier } = this.session
    if (!this.#rights.maySee(home.place, home.unit)) return { code: 'not-allowed' }
    const opened = await photos.open(home, photo)
    if (opened instanceof Blob || opened.code !== 'signed-out') return opened
    // An exchange signs in again by itself.
    await courier.ring()
    return photos.open(home, photo)
  }

  /** Returns the SHA-256 of a picture, base64url. */
  hashOf(picture: Blob): Promise<string> {
    return this.session.photos.hashOf(picture)
  }

  /** See `NotebookWriter.enrol`. */
  enrol(label: string): Promise<void> {
    return this.#writer.enrol(label)
  }

  /** Closes everything once pending writes are over; gate connections close at once. */
  async close(): Promise<void> {
    this.#reports.unsubscribe()
    const { drafts } = this
    const { courier, photos, store } = this.session
    await Promise.all([drafts.written(), this.#writer.pending.over(), this.#gateConnections.stop()])
    await drafts.close()
    await courier.stop()
    await photos.close()
    await store.close()
  }
}
