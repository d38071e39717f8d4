import type { PhoneTimes } from '#lib/ports/ports.ts'

const name = 'phone-times'
/** The number of saves that are kept. */
const length = 50

const none: PhoneTimes = { lock: null, open: null, saves: [], exchange: null }

/** Keeps the times of this phone in its browser, those of all tabs together; whole milliseconds, and no more than fit a line. */
export class KeptTimes {
  constructor(private readonly shelf: Pick<Storage, 'getItem' | 'setItem'>) {}

  /** Returns what is kept; of what an earlier build or somebody else has written there, nothing. */
  get all(): PhoneTimes {
    try {
      const kept = JSON.parse(this.shelf.getItem(name) ?? '{}') as Partial<PhoneTimes>
      const saves = Array.isArray(kept.saves) ? kept.saves.filter(Number.isFinite) : []
      return { ...none, ...kept, saves }
    } catch {
      return none
    }
  }

  keep(times: Partial<Omit<PhoneTimes, 'saves'>>): void {
    this.#write({ ...this.all, ...times })
  }

  addSaves(durations: readonly number[]): void {
    const { all } = this
    this.#write({ ...all, saves: [...all.saves, ...durations].slice(-length) })
  }

  #write(times: PhoneTimes): void {
    const whole = (_: string, value: unknown) => (typeof value === 'number' ? Math.round(value) : value)
    try {
      this.shelf.setItem(name, JSON.stringify(times, whole))
    } catch {
      // The disk is full; these are only figures.
    }
  }
}
