import type { AlarmCard } from '#lib/domain/alarms/alarm-card.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { FactType } from '#lib/domain/facts.ts'
import type { Book } from '#lib/domain/roles.ts'
import type { GateConnection } from './gate-ports.ts'

/** A draft of a fact that waits until somebody unlocks, with the time of what it tells (ISO 8601). */
export interface PendingEntry {
  unit: string
  book: Book
  stream: string
  type: FactType
  at: string
  body: object
}

/**
 * What a phone does in an alarm while it is locked: by a key that nobody has to unlock, with which gates close and do
 * nothing else. What it does so waits, in clear, until its account unlocks and writes it down.
 */
export interface AlarmKeys {
  /** The id of this account's key on this phone. */
  idOf(account: string): Promise<string | null>
  /** Makes a new one, in place of any before. */
  make(account: string): Promise<{ id: string; key: PublicKey }>
  drop(account: string): Promise<void>
  /** What the locked phone shall know; null: nothing, and so it does nothing. Without a key it keeps no card either. */
  keepCard(account: string, card: AlarmCard | null): Promise<void>
  cardOf(account: string): Promise<AlarmCard | null>
  /** @throws when the key is gone */
  openConnection(account: string, card: AlarmCard): Promise<GateConnection>
  /** @throws DOMException `QuotaExceededError` when the phone is full */
  keep(account: string, entry: PendingEntry): Promise<void>
  /** What waits, the oldest first. */
  kept(account: string): Promise<{ no: number; entry: PendingEntry }[]>
  settle(no: number): Promise<void>
  /** Runs `work` alone among the tabs of this phone. */
  alone<T>(work: () => Promise<T>): Promise<T>
}
