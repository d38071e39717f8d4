/** The times that this phone took, ms; they are kept on it alone, and nothing in them is of a person. Null: none yet. */
export interface PhoneTimes {
  /** From the beginning of the page to the lock, at the last start. */
  lock: number | null
  /** From the accepted secret to a first screen without a gap, at the last unlocking. */
  open: number | null
  /** From the tap until the word that it is saved stands, of the last saves, oldest first. */
  saves: readonly number[]
  /** When the last exchange ended, Unix ms, and how long it took. */
  exchange: { at: number; ms: number } | null
}

/** A phone's own figures; null: the browser does not say. */
export interface PhoneFigures extends PhoneTimes {
  /** Records of all accounts on this phone. */
  records: number | null
  /** Names the phone and its browser. */
  browser: string
  /** Main memory as browsers round it, GB; from 8 on they say 8. */
  memory: number | null
}

export interface FigureKeeper {
  read(): Promise<PhoneFigures>
}
