/** Starts of one person within an hour that call whom they concern; more call police alone. */
export const loudStarts = 10

const hourMs = 3_600_000

/** Counts the alarms that each person starts within an hour of the clock, drills and real ones apart. */
export class StartCounts {
  readonly #byHour = new Map<number, Map<string, number>>()

  /**
   * Counts a start; returns whether it is loud: of one person's in an hour only so many are.
   * @param ms when the server took it, Unix ms, which its author cannot choose; before that, when it was made
   */
  isLoud(by: string, drill: boolean, ms: number): boolean {
    const hour = Math.floor(ms / hourMs)
    const counts = this.#byHour.get(hour) ?? new Map<string, number>()
    this.#byHour.set(hour, counts)
    const who = `${drill} ${by}`
    const count = (counts.get(who) ?? 0) + 1
    counts.set(who, count)
    return count <= loudStarts
  }

  /** Forgets the hours before that of a time, Unix ms. */
  forgetBefore(ms: number): void {
    for (const hour of this.#byHour.keys()) if (hour < Math.floor(ms / hourMs)) this.#byHour.delete(hour)
  }
}
