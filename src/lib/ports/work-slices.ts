/** Cuts long work into slices, between which the browser draws and responds to taps. */
export interface WorkSlices {
  /** Whether the slice has lasted long enough. */
  readonly isOver: boolean
  /** Gives the browser its turn; a new slice begins when it resolves. */
  next(): Promise<void>
}
