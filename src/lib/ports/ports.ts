import type { DeviceStatus } from '#lib/domain/devices/device-status.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Photo } from '#lib/domain/photos/parts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { Position } from '#lib/domain/incidents/facts.ts'
import type { PhotoHome } from '#lib/domain/database-names.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { DamageCounts, StoredFact } from '#lib/domain/stored.ts'
import type { AlarmKeys } from './alarm-ports.ts'
import type { Courier } from './courier-ports.ts'
import type { GateConnection } from './gate-ports.ts'
import type { Source } from './source.ts'

export type * from './courier-ports.ts'
export type * from './gate-ports.ts'
export type { Source }

/** The outside world as the app sees it; `start.ts` fills it with the adapters of `data/`. */
export interface Ports {
  clock: ComparedClock
  /** A word for this phone that its owner recognises, at most 80 characters. */
  deviceLabel(): Promise<string>
  session: SignIn
  verify: Verify
  locate: Locate
  localNetwork: LocalNetwork
  keyring: Keyring
  unsentCounts: UnsentCounts
  /** @param lock another tab of this phone was locked by hand */
  openTabs(lock: () => void): Tabs
  /** @param onCleared told when the site's data were cleared under it: from then on nothing is read or saved with these keys */
  openStore(account: string, keys: Keys, onCleared: () => void): Promise<Store>
  openDrafts(account: string, keys: Keys): Promise<DraftShelf>
  openEvidence(account: string, keys: Keys): Photos
  /** Resolves when the first screen had its time to come. */
  calm(): Promise<void>
  /** Its code comes when a notebook is open. */
  startCourier(store: Store, evidence: Photos, identity: Identity, keys: Keys): Promise<Courier>
  /** Its code comes when somebody looks at a motor gate. @throws when it cannot be had now */
  openGateConnection(parts: GateConnectionParts): Promise<GateConnection>
  /** Their code comes when it is asked for. @throws when it cannot be had now */
  openPush(parts: PushParts): Promise<PushNotifications>
  openAttention(): Promise<Attention>
  openAlarmKeys(): Promise<AlarmKeys>
  openSpace(): Promise<StorageSpace>
  askDevices: AskDevices
}

/**
 * What the server says of that account's devices; to a commander, of his unit's. `signed-out`: it was asked in somebody
 * else's name; null: no answer now. Its code comes with the first question. @throws when it cannot be had now
 */
export type AskDevices = (account: string) => Promise<readonly DeviceStatus[] | 'signed-out' | null>

/** What the browser grants this app on the phone's disk; `null`: it does not say. */
export interface StorageSpaceState {
  /** Has it promised to throw nothing away by itself? */
  kept: boolean | null
  usedBytes: number | null
  leftBytes: number | null
}

export interface StorageSpace {
  state(): Promise<StorageSpaceState>
  /** Asks for the promise. @returns was it given? */
  keep(): Promise<boolean>
}

export interface PushParts {
  account: string
  unit: string
  /** Id of this phone's key. */
  device: string
  signIn(): Promise<void>
}

/**
 * Is this phone told while its app is closed? `denied`: its owner, or the browser, does not want it; `unavailable`: this
 * browser cannot; `not-offered`: the unit's server pushes nothing; `unreachable`: the server did not answer.
 */
export type PushState = 'on' | 'off' | 'denied' | 'unavailable' | 'not-offered' | 'unreachable'

/** This phone's wish to be told while its app is closed. */
export interface PushNotifications {
  state(): Promise<PushState>
  /** In answer to a tap: the browser asks its owner. */
  turnOn(language: string): Promise<PushState>
  turnOff(): Promise<PushState>
  /** When a notebook opens: what another account wanted on this phone ends, one's own is said again. */
  renew(language: string): Promise<void>
}

/** How an open app calls its owner. `urgent`: an alarm. */
export interface Attention {
  sound(urgent: boolean): void
  vibrate(urgent: boolean): void
  /** The number at the app's icon; 0 takes it away. */
  badge(count: number): void
  stop(): void
}

export interface GateConnectionParts {
  unit: string
  store: Pick<Store, 'book'>
  identity: Identity
  keys: Keys
  /** Signs in at the server again; resolves when that has been tried. */
  signIn(): Promise<void>
  /** The broker on a gate's own network; without it the commune's. */
  local?: string
}

/** Was this text signed (ECDSA P-256, SHA-256, base64url) by that key? */
export type Verify = (key: PublicKey, text: string, sig: string) => Promise<boolean>

/** Where this phone is. `denied`: nobody has allowed it to tell; `timeout`: it did not find out in time. */
export type Locate = () => Promise<Position | { code: 'denied' | 'unavailable' | 'timeout' }>

/** May this page talk to machines on the network that the phone is in? `free`: this browser asks nobody. */
export type LocalNetwork = () => Promise<'granted' | 'prompt' | 'denied' | 'free'>

export interface Clock {
  /** Unix milliseconds: the device's clock plus its last known offset to the server. */
  now(): number
  random(bytes: number): Uint8Array
}

export interface ComparedClock extends Clock {
  /** What the server's clock is ahead of the device's, as far as that is known, ms. */
  readonly offset: number
  /** Runs it whenever time goes back, since it ran ahead; gives back how to end that. */
  onTurnBack(turned: () => void): () => void
}

/** Who is signed in on this phone. */
export interface Identity {
  account: string
  /** CouchDB's role names, `<unit>:<role>`, as of the last time the server was asked. */
  roles: readonly string[]
}

export interface SignIn {
  /** Asks the server. `unreachable`: nobody answered; `trouble`: it answered something unusable; `portal`: the network did, with a page of its own. */
  signIn(
    account: string,
    password: string
  ): Promise<Identity | { code: 'wrong-password' | 'unreachable' | 'trouble' | 'portal' }>
}

/** What is in memory while a notebook is unlocked. */
export interface Keys {
  data: CryptoKey
  device: DeviceKey
  password: string
}

export interface DeviceKey {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
  /** ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes base64url. */
  sign(text: string): Promise<string>
}

export interface Keyring {
  /** The accounts that have a notebook on this phone, the one used last first. */
  identities(): Promise<Identity[]>
  /** Makes the data key and the device key, wraps them with the PIN and keeps them. */
  create(identity: Identity, password: string, pin: string): Promise<Keys>
  unlock(account: string, pin: string): Promise<Keys | { code: 'wrong-pin' } | { code: 'wait'; ms: number }>
  /** Keeps the roles that the server named last. */
  remember(identity: Identity): Promise<void>
  /** Keeps the password that the server took last, sealed under the opened data key. */
  keepPassword(account: string, keys: Keys, password: string): Promise<void>
}

/** The other tabs of this phone. */
export interface Tabs {
  lockOthers(): void
}

/** How many records and photo files of each account the server has not; known without its PIN. */
export interface UnsentCounts {
  /** @param told another tab has counted anew */
  watch(told: () => void): void
  keep(account: string, count: number): void
  of(account: string): number
}

/** What the server has not. */
export type UnsettledState = 'pending' | 'refused' | 'set-aside'

/** The encrypted facts of one account on this phone. */
export interface Store {
  /**
   * Calls `make` with the next `n` of this device in that book and saves its fact as `pending`, in one write.
   * One writer at a time, whatever the number of tabs. `make` may answer null: then nothing is saved.
   * @throws DOMException `QuotaExceededError` when the phone is full, `TimeoutError` when another tab stays in the middle
   * of writing; nothing is saved then
   */
  append(device: string, book: Book, make: (n: number) => Promise<Envelope | null>): Promise<void>
  /** Facts of a stream recorded since `fromId` (a UUIDv7), oldest first; live. */
  stream(stream: string, fromId: string): Source<StoredFact[]>
  /** All facts of the streams of one kind, as `stranger`, oldest first; live. */
  streams(kind: string): Source<StoredFact[]>
  /** All facts of a small book, oldest first; live. */
  book(book: Book): Source<StoredFact[]>
  /** Facts in that state, oldest first, at most `limit`; live. */
  inState(sync: UnsettledState, limit: number): Source<StoredFact[]>
  /** Offers refused facts again (`pending`), or never more (`set-aside`). */
  mark(ids: readonly string[], sync: 'pending' | 'set-aside'): Promise<void>
  /** Has this device enrolled in the directory, as far as this phone holds it? */
  knowsDevice(device: string): Promise<boolean>
  /** How many are waiting and how many refused; live. */
  counts(): Source<{ pending: number; refused: number }>
  /** How many records of this phone proved to be damaged as they were read; live. */
  readonly damage: { counts(): Source<DamageCounts> }
  close(): Promise<void>
}

/** Why a photo was not kept; nothing of it is on the phone then. */
export type NotKept = 'not-a-picture' | 'storage-full' | 'storage-broken'

/**
 * Why a photo cannot be shown now. `absent`: the phone that took it has not brought all of it yet;
 * `not-matching`: the bytes are not those that the fact names, and nobody is shown them.
 */
export type NotShown = 'absent' | 'not-matching' | 'not-allowed' | 'signed-out' | 'unreachable' | 'trouble'

/** The photos of one account on this phone, sealed, and those of the unit's server. */
export interface Photos {
  /**
   * Keeps a picture for a place (large ones smaller, without what the camera wrote beside them); it travels by itself.
   * @returns how a fact shall name it, or why nothing was kept
   */
  add(home: PhotoHome, picture: Blob): Promise<Photo | { code: NotKept }>
  /** The photo that a fact names, from this phone or else from the server; its hash is right, or it is not given. */
  open(home: PhotoHome, photo: Photo): Promise<Blob | { code: NotShown }>
  /** SHA-256 of a picture's bytes, base64url, as a fact would name it. */
  hashOf(picture: Blob): Promise<string>
  /** How many photos wait for the courier, and how many the server refused; live. */
  counts(): Source<PhotoCounts>
  /** Offers again what the server refused. */
  sendAgain(): Promise<void>
  close(): Promise<void>
}

/** A photo that the server has not. */
export interface UnsentPhoto {
  sha256: string
  state: 'waiting' | 'refused'
  /** Why it was refused last; `lost`: what lies here is damaged or gone. */
  reason?: string
}

export interface PhotoCounts {
  waiting: number
  refused: number
  unsent: readonly UnsentPhoto[]
}

/** Unsaved forms on this phone, sealed. */
export interface DraftShelf {
  load(): Promise<Map<string, object>>
  /** Keeps what a form holds, soon; null when it is saved or given up. */
  keep(form: string, draft: object | null): void
  /** Resolves when everything kept so far is written. */
  flush(): Promise<void>
}
