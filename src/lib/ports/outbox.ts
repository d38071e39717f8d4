import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** Counts what this phone has sealed to the server for one account, records and photos. */
export interface SealedCounts {
  /** Not brought to the server yet; any account of this phone brings it. */
  waiting: number
  /** Brought by another account; the notebook itself learns of it at its next exchange. */
  brought: number
}

/** Seals what an account could not send, so that it needs neither its PIN nor this account to arrive. */
export interface SealedOutbox {
  /**
   * Seals what waits and is not sealed yet; drops the boxes of what has been sent since.
   * @param keys asked for those of the units' servers, once something waits; of a unit without one nothing is sealed
   */
  seal(keys: () => Promise<ReadonlyMap<string, PublicKey>>): Promise<void>
}
