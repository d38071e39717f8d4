import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import type { SessionState } from '#lib/domain/access/session.ts'
import { deviceOf, directory, nameOf, type Directory } from '#lib/domain/directory/directory.ts'
import { phoneAccess } from '#lib/domain/devices/phone-access.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { FactType } from '#lib/domain/facts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Book, PhotoPlace } from '#lib/domain/roles.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { gravestMark, markOf, type RecordMark } from '#lib/domain/notary/record-mark.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import type { BookDeps } from './book-deps.ts'
import type { Drafts } from './drafts.ts'
import { NotebookWriter, type WriterDeps } from './notebook-writer.ts'
import { firstValue } from './first-value.ts'
import { GateConnections } from './gate-connections.ts'
import { Live } from './live.svelte.ts'
import type { AlarmKeys, Identity, NotShown, Ports, Session, Source, StorageSpace } from '#lib/ports/ports.ts'
import type { SeenScreen } from '#lib/ports/screens.ts'
import { VerifiedDirectory, type DirectoriesByUnit } from './verified-directory.ts'
import { verifiedBook, verifiedStream, verifiedStreams } from './verified-streams.ts'
import { recentFacts } from './recent-facts.ts'
import type { Draft, Outcome } from './record.ts'
import { AccountRights } from './account-rights.svelte.ts'
import { checkSignature, type SignatureStatus } from './signature-check.ts'
import { ticking } from './ticking.ts'
import { keepCounts } from '../own-count.ts'
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
  readonly #verified: VerifiedDirectory
  readonly #known: Live<Directory>
  readonly #byUnit: Live<DirectoriesByUnit>
  readonly #opened = new Map<unknown, object>()
  readonly #gateConnections: GateConnections
  readonly #deps: BookDeps
  readonly #reports: { unsubscribe(): void }
  readonly directory = $derived.by(() => this.#known.current)
  /** The outcome of the last record, for the one word on every screen that says it is kept. */
  lastOutcome = $state.raw<Outcome | null>(null)
  /** When that record was begun, ms of the page. */
  lastBegun = 0
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
    this.#verified = new VerifiedDirectory(store, ports.verify, session.unit, session.keys.roots)
    this.#known = new Live(this.#verified.known(), directory([], null))
    this.#byUnit = new Live(this.#verified.byUnit(), new Map())
    this.sync = new SyncPage(store, photos, courier, (...told) =>
      keepCounts(ports, identity.account, ...told)
    )
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

  readonly mayRead = (book: Book): boolean => this.#rights.mayRead(book)
  readonly keeps = (book: Book): boolean => this.#rights.keeps(book)

  maySee(place: PhotoPlace): boolean {
    return this.#rights.maySee(place)
  }

  /** False until the directory has been read here. */
  get ready(): boolean {
    return this.#known.arrived
  }

  /** Returns the display name of an account, of whatever unit this phone reads. */
  nameOf(account: string): string {
    if (this.directory.accounts.has(account)) return nameOf(this.directory, account)
    const listing = [...this.#byUnit.current.values()].find(({ accounts }) => accounts.has(account))
    return nameOf(listing ?? this.directory, account)
  }

  /** Verifies that a record is what its author's phone signed; screens and files mark the records that are not. */
  signed(fact: Envelope): Promise<SignatureStatus> {
    const elsewhere = fact.unit === this.unit ? undefined : this.#byUnit.current.get(fact.unit)
    return checkSignature(fact, elsewhere ?? this.directory, this.ports.verify)
  }

  /** Returns the mark that screens show beside these records, if one is not known good; null if all are. */
  async markOf(facts: readonly Envelope[]): Promise<RecordMark | null> {
    const { directory: known, deviceId: own } = this
    const marks = facts.map(async (fact) => markOf(fact, await this.signed(fact), { known, own }))
    return gravestMark(await Promise.all(marks))
  }

  /** Returns the mark that these records have whatever their signatures say. */
  certificateMark(facts: readonly Envelope[]): RecordMark | null {
    const { directory: known, deviceId: own } = this
    return gravestMark(facts.map((fact) => markOf(fact, 'genuine', { known, own })))
  }

  get device() {
    return deviceOf(this.directory, this.identity.account, this.deviceId)
  }

  /** See `phoneAccess`. */
  get access(): SessionState {
    const own = { account: this.identity.account, device: this.deviceId }
    return phoneAccess(this.directory, own, this.sync.report, this.now())
  }

  /** Returns the id of this phone's key. */
  get deviceId(): string {
    return this.session.keys.device.id
  }

  /** Reads all facts of a stream, verified, as folds expect. */
  stream(stream: string): Source<StoredFact[]> {
    return this.#deps.stream(stream)
  }

  /** Reads those records of one phone in a book which this phone holds, as they came. */
  records(device: string, book: Book, ids: readonly string[]): Source<StoredFact[]> {
    return this.session.store.ofDevice(book, device, ({ id }) => ids.includes(id))
  }

  /** Returns the store of a feature; the same object for every component that asks. Its code loads with its screens. */
  open<Opened extends object>(Kind: new (deps: BookDeps) => Opened): Opened {
    const known = this.#opened.get(Kind)
    if (known) return known as Opened
    const opened = new Kind(this.#deps)
    this.#opened.set(Kind, opened)
    return opened
  }

  /** Returns what reading and verifying streams takes. */
  get sources() {
    return { ...this.ports, store: this.session.store, identity: this.identity, directory: this.#verified }
  }

  #bookDeps(): BookDeps {
    const { session, ports } = this
    const { clock } = ports
    const verified = this.sources
    const writer = this.#writer
    const rights = this.#rights
    return {
      ...ports,
      unit: this.unit,
      account: session.identity.account,
      get roles() {
        return rights.roles
      },
      get clockOffset() {
        return clock.offset
      },
      directory: () => this.directory,
      drafts: this.drafts,
      book: (book) => verifiedBook(verified, book),
      streams: (kind) => verifiedStreams(verified, kind),
      stream: (stream, from = 0, until) =>
        verifiedStream(verified, stream, firstIdAt(from), until === undefined ? until : firstIdAt(until)),
      sources: { ...verified, key: session.keys.data },
      recent: (stream, back) => recentFacts(clock, back, (from) => verifiedStream(verified, stream, from)),
      isDoubtful: (fact) => this.certificateMark([fact]) !== null,
      record: (draft) => this.record(draft),
      recordUnasked: (draft) => writer.record(draft),
      whole: (saving) => writer.pending.add(saving),
      keepPhoto: (...picture) => writer.keepPhoto(...picture),
      gateConnection: (local = '') => this.#gateConnections.line(local),
      push: () => ports.openPush(session),
      deviceSessions: () => ports.openDeviceSessions(session),
      phoneTrials: () => ports.openPhoneTrials(session),
      askMark: () => ports.openMarks(session),
      peers: () => ports.openPeers(session),
      inbox: () => ports.openInbox(session)
    }
  }

  /** Returns the server's time as this phone knows it, Unix ms. What a screen derives from it is drawn anew every 20 s. */
  readonly now = ticking(() => this.ports.clock.now())

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

  /** Returns what keeps this phone's own figures. @throws when its code cannot be loaded now */
  figures(): ReturnType<Ports['openFigures']> {
    return this.ports.openFigures(this.session)
  }

  /** Asks the server about this account's phones; for a commander, about the unit's. Null: no answer now. */
  devices(): Promise<readonly DeviceStatus[] | null> {
    return this.ports.askDevices(this.session)
  }

  /** Asks the server who ended this phone's session by hand; null: nobody, or it does not say. */
  sessionEnding(): Promise<SessionEnding | null> {
    return this.ports.askSessionEnding(this.session)
  }

  async record(draft: Draft): Promise<Outcome> {
    this.lastBegun = performance.now()
    return (this.lastOutcome = await this.#writer.record(draft))
  }

  /** Returns the picture named by a fact of that unit and time, or the reason why it cannot be shown now. */
  async openPhoto(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    const { photos } = this.session
    if (!this.#rights.maySee(home.place, home.unit)) return { code: 'not-allowed' }
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

  /** Keeps what the screen drawn at that address shows, for the next start; see `SeenScreens`. */
  keepScreen(address: string, screen: SeenScreen): Promise<boolean> {
    return this.ports.screens.keep(this.identity.account, this.session.keys.data, address, screen)
  }

  /** Seals what has not been sent, for whoever of this phone has a signal first. A full phone seals no more. */
  sealUnsent(): Promise<void> {
    return this.session.outbox.seal(() => firstValue(this.#verified.sealingKeys())).catch(() => {})
  }

  /** Closes everything once pending writes are over; gate connections close at once. */
  async close(): Promise<void> {
    this.#reports.unsubscribe()
    const { drafts, session } = this
    const { courier, photos, store } = session
    await Promise.all([drafts.written(), this.#writer.pending.over(), this.#gateConnections.stop()])
    await drafts.close()
    await courier.stop()
    await this.sealUnsent()
    await photos.close()
    await store.close()
  }
}
