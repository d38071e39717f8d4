/** How a gate moves or rests, as its own controller reports it. `unknown`: nobody can say; it is never shown as closed. */
export const motions = ['open', 'closed', 'opening', 'closing', 'stopped', 'unknown'] as const
export type Motion = (typeof motions)[number]

/** What the controller of a motor gate reports, whatever its dialect. */
export interface GateReport {
  /** Percent, 100 is open; null where the controller has told none, or an old one says nothing any more. */
  position: number | null
  motion: Motion
  /** Null where no sensor says so. */
  obstructed: boolean | null
  /** The controller works its position out, it does not measure it. */
  assumed: boolean
  deviceOnline: boolean
  /** When the controller last spoke of the gate itself, Unix ms; null: not yet. */
  reportedAt: number | null
  /** What an operator should put right at the controller, as codes; the words are the screen's. */
  warnings?: readonly string[]
}

/** Is the gate on its way? */
export function isMoving({ motion }: Pick<GateReport, 'motion'>): boolean {
  return motion === 'opening' || motion === 'closing'
}
