import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { FactType } from '#lib/domain/facts.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { GateConnection } from './gates.ts'

/** The draft of a fact that waits until its author unlocks, with the time at which it happened (ISO 8601). */
export interface PendingEntry {
  unit: string
  book: Book
  stream: string
  type: FactType
  at: string
  body: object
}

/**
 * The abilities of a locked phone in an alarm: a key that needs no PIN closes gates, and nothing else. Entries about it
 * wait, in clear, until the account unlocks and records them.
 */
export interface AlarmKeys {
  /** Returns the id of this account's key on this phone. */
  idOf(account: string): Promise<string | null>
  /** Makes a new key that replaces any before. */
  make(account: string): Promise<{ id: string; key: PublicKey }>
  drop(account: string): Promise<void>
  /**
   * Keeps the card with everything that the locked phone may know; null removes it, so that the phone can do nothing.
   * Without a key no card is kept.
   */
  keepCard(account: string, card: AlarmCard | null): Promise<void>
  cardOf(account: string): Promise<AlarmCard | null>
  /** Connects to the unit's gates with the alarm key. @throws when the key is gone */
  openConnection(account: string, card: AlarmCard): Promise<GateConnection>
  /** Keeps an entry until its author unlocks. @throws DOMException `QuotaExceededError` when the phone is full */
  keep(account: string, entry: PendingEntry): Promise<void>
  /** Lists the waiting entries, oldest first. */
  kept(account: string): Promise<{ no: number; entry: PendingEntry }[]>
  settle(no: number): Promise<void>
  /** Runs `work` exclusively among the tabs of this phone. */
  alone<T>(work: () => Promise<T>): Promise<T>
}
