/** Holds what the facts of one stream came to, as it was kept. */
export interface KeptFold {
  /** The stream's mark when its facts were read, see `Store.streamMarks`. */
  mark: string
  /** By unit: what the verdicts on its facts rested on, see `trustDigest`; '' where no directory was known. */
  trust: Readonly<Record<string, string>>
  /** JSON; null: the facts came to nothing. */
  state: unknown
  /** How many of its facts counted. */
  counting: number
}

/**
 * Keeps what streams came to when they were read last, each sealed under the account's data key and of no use to another build: so
 * that a start reads only the streams that have changed since. Never trusted over facts: what is spoilt or missing is read.
 */
export interface KeptFolds {
  /** Returns what was kept of a fold, by stream. */
  of(account: string, key: CryptoKey, fold: string): Promise<Map<string, KeptFold>>
  /**
   * Keeps what these streams came to, of all that a fold's streams come to; a full disk keeps nothing, nor does a phone from which
   * something was just taken away.
   */
  keep(
    account: string,
    key: CryptoKey,
    fold: string,
    all: ReadonlyMap<string, KeptFold>,
    streams: readonly string[]
  ): Promise<void>
}
