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
 * What a phone can do in an alarm while it is locked: a key that needs no PIN closes gates, and nothing else. What it does
 * so waits, in clear, until its account unlocks and records it.
 */
export interface AlarmKeys {
  /** The id of this account's key on this phone. */
  idOf(account: string): Promise<string | null>
  /** Makes a new key that replaces any before. */
  make(account: string): Promise<{ id: string; key: PublicKey }>
  drop(account: string): Promise<void>
  /** Keeps what the locked phone may know; null: nothing, so that it can do nothing. Without a key no card is kept. */
  keepCard(account: string, card: AlarmCard | null): Promise<void>
  cardOf(account: string): Promise<AlarmCard | null>
  /** @throws when the key is gone */
  openConnection(account: string, card: AlarmCard): Promise<GateConnection>
  /** @throws DOMException `QuotaExceededError` when the phone is full */
  keep(account: string, entry: PendingEntry): Promise<void>
  /** Lists what waits, the oldest first. */
  kept(account: string): Promise<{ no: number; entry: PendingEntry }[]>
  settle(no: number): Promise<void>
  /** Runs `work` exclusively among the tabs of this phone. */
  alone<T>(work: () => Promise<T>): Promise<T>
}
