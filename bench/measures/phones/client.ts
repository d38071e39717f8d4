import type { Envelope } from '#lib/domain/fact.ts'

/** One phone of many. */
export interface Client {
  /** Opens a session and reads all there is. @returns how many facts are here then */
  firstSync(): Promise<number>
  /** @returns how many of them the server has taken */
  push(facts: readonly Envelope[]): Promise<number>
}
