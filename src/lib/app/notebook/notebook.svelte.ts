import { deviceOf, directory, isSuspended, nameOf } from '#lib/domain/directory/directory.ts'
import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import { permissions, type FactType } from '#lib/domain/facts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import { mayRead, maySee, rolesIn, unitsOf, type Book, type PhotoPlace } from '#lib/domain/roles.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { firstIdAt } from '#lib/domain/uuid.ts'
import type { BookDeps } from './book-parts.ts'
import type { Drafts } from './drafts.ts'
import { GateStore } from '../gates/gate-store.svelte.ts'
import { GateConnections } from '../gates/gate-connections.ts'
import { Live } from './live.svelte.ts'
import type { AlarmKeys } from '#lib/ports/alarm-ports.ts'
import type { NotebookParts } from './notebook-parts.ts'
import type {
  GateConnection,
  Identity,
  NotKept,
  NotShown,
  PushNotifications,
  Source,
  StorageSpace
} from '#lib/ports/ports.ts'
import { verifiedBook, verifiedStream, verifiedStreams } from './verified-streams.ts'
import { recentFacts } from './recent-facts.ts'
import { record, type Draft, type Outcome } from './record.ts'
import { checkSignature, type SignatureStatus } from './signature-check.ts'
import { SyncPage } from '../sync/sync-page.svelte.ts'
import { PendingWrites } from './pending-writes.ts'

/** The opened notebook of one account: what its screens read, and the one door for writing. */
export class Notebook {
  readonly unit: string
  readonly sync: SyncPage
  readonly #book: Live<StoredFact[]>
  readonly #gates = new Map<string, GateStore>()
  readonly #opened = new Map<unknown, object>()
  readonly #underWay = new PendingWrites()
  #askedToKeep = false
  readonly #gateLines = new GateConnections((local) => this.#openLine(local))
  readonly directory = $derived.by(() => directory(this.#book.current))

  #identity = $state.raw<Identity>(null!)
  readonly #reports: { unsubscribe(): void }

  constructor(
    identity: Identity,
    private readonly parts: NotebookParts
  ) {
    this.#identity = identity
    this.unit = unitsOf(identity.roles)[0] ?? ''
    this.#book = new Live(parts.store.book('directory'), [])
    this.sync = new SyncPage(parts.store, parts.evidence, parts.courier, parts.keepUnsent)
    this.#reports = parts.courier.report.subscribe({
      next: ({ roles }) => roles && this.#follow(roles),
      error: () => {}
    })
  }

  /** Whose it is, with the roles that the server named last: open screens follow them. */
  get identity(): Identity {
    return this.#identity
  }

  #follow(roles: readonly string[]): void {
    const { account, roles: known } = this.#identity
    if (roles.join() !== known.join()) this.#identity = { account, roles }
  }

  /** False until the directory has been read from this phone. */
  get ready(): boolean {
    return this.#book.arrived
  }

  get drafts(): Drafts {
    return this.parts.drafts
  }

  get roles() {
    return rolesIn(this.unit, this.identity.roles)
  }

  /** Does the table let this account write that type? Screens do not offer what would be refused. */
  mayWrite(type: FactType): boolean {
    const { writers } = permissions[type]
    return this.roles.some((role) => writers.includes(role))
  }

  /** Does this account read that book? Screens do not lead to what it would never receive. */
  mayRead(book: Book): boolean {
    return mayRead(this.roles, book)
  }

  /** Does this account see photos of that place? Who does not never asks for one. */
  maySee(place: PhotoPlace): boolean {
    return maySee(this.roles, place)
  }

  /** The name an account goes by. */
  nameOf(account: string): string {
    return nameOf(this.directory, account)
  }

  /** Is that record what its author's phone has signed? Screens and files say where it is not. */
  signed(fact: Envelope): Promise<SignatureStatus> {
    return checkSignature(fact, this.directory, this.parts.verify)
  }

  get device() {
    return deviceOf(this.directory, this.identity.account, this.parts.keys.device.id)
  }

  /** Has a commander stopped this account? */
  get isStopped(): boolean {
    return isSuspended(this.directory, this.identity.account)
  }

  /** The id of this phone's key. */
  get deviceId(): string {
    return this.parts.keys.device.id
  }

  /** All facts of a stream, as folds may see them. */
  stream(stream: string): Source<StoredFact[]> {
    return verifiedStream(this.parts.store, this.parts.verify, stream, firstIdAt(0))
  }

  /** One gate's log; the same object for every component that asks. */
  gate(id: string): GateStore {
    const known = this.#gates.get(id)
    if (known) return known
    const { store, clock, drafts, verify } = this.parts
    const record = (draft: Draft) => this.record(draft)
    const stream = (fromId: string) => verifiedStream(store, verify, `gate/${id}`, fromId)
    const lately = (back: number) => recentFacts(clock, back, stream)
    const gate = new GateStore(id, { unit: this.unit, recent: lately, clock, drafts, record })
    this.#gates.set(id, gate)
    return gate
  }

  /** The screen state of a book; the same object for every component that asks. Its code comes with its screens. */
  open<Opened extends object>(Kind: new (parts: BookDeps) => Opened): Opened {
    const known = this.#opened.get(Kind)
    if (known) return known as Opened
    const { store, clock, drafts, verify, locate } = this.parts
    const roles = () => this.roles
    const opened = new Kind({
      unit: this.unit,
      account: this.identity.account,
      get roles() {
        return roles()
      },
      drafts,
      clock,
      locate,
      book: (book) => verifiedBook(store, verify, book),
      streams: (kind) => verifiedStreams(store, verify, kind),
      stream: (stream, from = 0) => verifiedStream(store, verify, stream, firstIdAt(from)),
      recent: (stream, back) =>
        recentFacts(clock, back, (from) => verifiedStream(store, verify, stream, from)),
      record: (draft) => this.record(draft),
      whole: (saving) => this.#underWay.add(saving),
      keepPhoto: (...picture) => this.keepPhoto(...picture),
      gateConnection: (local = '') => this.#gateLines.line(local),
      localNetwork: this.parts.localNetwork,
      push: () => this.#push(),
      attention: () => this.parts.openAttention()
    })
    this.#opened.set(Kind, opened)
    return opened
  }

  now(): number {
    return this.parts.clock.now()
  }

  /** What the server's clock is ahead of this phone's, as far as that is known, ms. */
  get clockOffset(): number {
    return this.parts.clock.offset
  }

  #openLine(local: string): Promise<GateConnection> {
    const { store, keys, courier, openGateConnection } = this.parts
    const signIn = () => courier.ring()
    const own = { unit: this.unit, store, keys, identity: this.identity, signIn }
    return openGateConnection({ ...own, ...(local && { local }) })
  }

  #push(): Promise<PushNotifications> {
    const { keys, courier, openPush } = this.parts
    const who = { account: this.identity.account, unit: this.unit, device: keys.device.id }
    return openPush({ ...who, signIn: () => courier.ring() })
  }

  /** What this phone does while it is locked. @throws when its code cannot be had now */
  alarmKeys(): Promise<AlarmKeys> {
    return this.parts.openAlarmKeys()
  }

  /** What the browser grants on the phone's disk. @throws when its code cannot be had now */
  space(): Promise<StorageSpace> {
    return this.parts.openSpace()
  }

  /** What the server says of this account's phones; to a commander, of the unit's. Null: it does not answer now. */
  async devices(): Promise<readonly DeviceStatus[] | null> {
    const ask = () => this.parts.askDevices(this.identity.account)
    const asked = await ask()
    if (asked !== 'signed-out') return asked
    await this.parts.courier.ring()
    const again = await ask()
    return again === 'signed-out' ? null : again
  }

  record(draft: Draft): Promise<Outcome> {
    const saving = this.#record(draft)
    // Where it cannot be asked now, the next record asks.
    void this.#askToKeep(saving).catch(() => {})
    return saving
  }

  #record(draft: Draft): Promise<Outcome> {
    const { clock, store, courier, keys, refuse, isCleared } = this.parts
    const recorder = { clock, store, identity: this.identity, device: keys.device, refuse }
    const saving = record(draft, recorder).then((outcome): Outcome => {
      if (outcome.ok || !isCleared()) return outcome
      return { ok: false, refusal: { code: 'site-cleared' } }
    })
    courier.giveWayTo(saving)
    return this.#underWay.add(saving)
  }

  /** Who records wants it kept, and a browser promises sooner where it is asked after a tap. */
  async #askToKeep(saving: Promise<Outcome>): Promise<void> {
    if (this.#askedToKeep || !(await saving).ok) return
    const space = await this.parts.openSpace()
    this.#askedToKeep = true
    if ((await space.state()).kept === false) await space.keep()
  }

  /** See `BookParts.keepPhoto`; it travels by itself. */
  keepPhoto(picture: Blob, place: PhotoPlace, at: number): Promise<Photo | { code: NotKept }> {
    const { evidence, courier } = this.parts
    const keeping = evidence.add({ unit: this.unit, place, at }, picture)
    courier.giveWayTo(keeping)
    return this.#underWay.add(keeping)
  }

  /** The picture that a fact of that unit and moment names, or why it cannot be shown now. */
  async openPhoto(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }> {
    const { evidence, courier } = this.parts
    if (!maySee(rolesIn(home.unit, this.identity.roles), home.place)) return { code: 'not-allowed' }
    const opened = await evidence.open(home, photo)
    if (opened instanceof Blob || opened.code !== 'signed-out') return opened
    // An exchange signs in again by itself.
    await courier.ring()
    return evidence.open(home, photo)
  }

  /** SHA-256 of a picture at hand, counted anew, base64url. */
  hashOf(picture: Blob): Promise<string> {
    return this.parts.evidence.hashOf(picture)
  }

  /** Introduces this phone's key to the unit, once: a second fact for a device that has one would be noise. */
  async enrol(label: string): Promise<void> {
    const { store, keys } = this.parts
    if (await store.knowsDevice(keys.device.id)) return
    const stream = `device/${keys.device.id}`
    const body = { key: keys.device.publicKey, label }
    await this.#record({
      unit: this.unit,
      book: 'directory',
      stream,
      type: 'directory.device-enrolled',
      body
    })
  }

  /** What is being saved is saved first, and no gate's line waits for that. */
  async close(): Promise<void> {
    this.#reports.unsubscribe()
    const { drafts } = this.parts
    await Promise.all([drafts.written(), this.#underWay.over(), this.#gateLines.stop()])
    await drafts.close()
    await this.parts.courier.stop()
    await this.parts.evidence.close()
    await this.parts.store.close()
  }
}
