export interface Clock {
  /** Unix ms: the device's clock plus its last known offset to the server. */
  now(): number
  random(bytes: number): Uint8Array
}

/** A clock that is compared with the server's. */
export interface ComparedClock extends Clock {
  /** The server's clock minus the device's, as far as known, ms. */
  readonly offset: number
  /** Runs `turned` whenever the clock is set back because it ran ahead. @returns a function that ends this */
  onTurnBack(turned: () => void): () => void
}
