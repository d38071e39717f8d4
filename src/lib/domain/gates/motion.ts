/** The motions of a gate, as its own controller reports them. `unknown` is never shown as closed. */
export const motions = ['open', 'closed', 'opening', 'closing', 'stopped', 'unknown'] as const
export type Motion = (typeof motions)[number]

/** A motor gate's state as its controller reports it, whatever the controller's protocol. */
export interface GateReport {
  /** Percent, 100 is open; null where the controller has reported none, or its last report is out of date. */
  position: number | null
  motion: Motion
  /** Null where no sensor says so. */
  obstructed: boolean | null
  /** True when the controller calculates its position and does not measure it. */
  assumed: boolean
  deviceOnline: boolean
  /** Time when the controller last reported on the gate itself, Unix ms; null: not yet. */
  reportedAt: number | null
  /** Present where the controller reports only its ends: nothing may be heard of a motion until it is over. */
  endsOnly?: true
  /** Faults to be corrected at the controller, as codes; the screen supplies the words. */
  warnings?: readonly string[]
}

/** Tells whether the gate is moving. */
export function isMoving({ motion }: Pick<GateReport, 'motion'>): boolean {
  return motion === 'opening' || motion === 'closing'
}
