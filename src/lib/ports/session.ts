import type { Courier } from './courier.ts'
import type { DraftShelf } from './drafts.ts'
import type { SealedOutbox, SealedCounts } from './outbox.ts'
import type { Identity, Keys } from './keys.ts'
import type { Photos } from './photos.ts'
import type { Store } from './store.ts'

/** Everything that is open while one account's notebook is unlocked. */
export interface Session {
  /** As of unlocking; the courier reports the roles that the server names later. */
  readonly identity: Identity
  /** The unit of the account's first role, '' without roles. */
  readonly unit: string
  readonly keys: Keys
  readonly store: Store
  readonly photos: Photos
  readonly drafts: DraftShelf
  readonly outbox: SealedOutbox
  /** Its code loads when it starts or somebody rings it. */
  readonly courier: Courier
}

export interface SessionPorts {
  /**
   * Opens everything that one account keeps on this phone.
   * @param onCleared runs when the site's data were cleared meanwhile: from then on nothing is read or saved with these
   * keys
   */
  openSession(identity: Identity, keys: Keys, onCleared: () => void): Promise<Session>
  /** Ends this tab's session of a device with the server; resolves when the server has heard of it, or cannot. */
  leaveSession(device: string): Promise<void>
  unsentCounts: UnsentCounts
  /**
   * Removes everything of an account from this phone, its keys too, but for what is sealed.
   * @throws when another tab still has it open
   */
  forgetNotebook(account: string): Promise<void>
  /** Counts what this phone has sealed for an account. */
  sealedCounts(account: string): Promise<SealedCounts>
  /** Counts what other apps have shared into an account's notebook. @throws when its code cannot be loaded now */
  countShared(account: string): Promise<number>
}

/** Counts each account's records and photos that the server does not have; known without its PIN. */
interface UnsentCounts {
  /** Runs `told` when another tab has stored new counts. */
  watch(told: () => void): void
  keep(account: string, count: number): void
  of(account: string): number
}
