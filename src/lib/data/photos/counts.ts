/** A photo that the server has not. */
export interface UnsentPhoto {
  sha256: string
  state: 'waiting' | 'refused'
  /** Why it was refused last. */
  reason?: string
}

export interface PhotoCounts {
  waiting: number
  refused: number
  unsent: readonly UnsentPhoto[]
}
