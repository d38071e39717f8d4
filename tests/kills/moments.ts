import { Chance } from '../simulate/inside/chance.ts'

/** When a phone dies: so long after its so many-th tap on the button that saves, or as soon as that tap's form gives way. */
export interface Moment {
  tap: number
  afterMs: number | 'confirmed'
  /** Has the phone a signal until then? */
  signal: boolean
}

/** From the tap to this long after it a fact is signed, written, confirmed and sent, ms. */
const trip = 300

/** As many moments, the same for the same seed; rather soon after a tap, where most is under way. */
export function moments(seed: number, times: number): Moment[] {
  const chance = new Chance(seed)
  return Array.from({ length: times }, () => ({
    tap: chance.whole(1, 6),
    afterMs: chance.in(0.3) ? 'confirmed' : Math.floor(trip * chance.real() ** 2),
    signal: chance.in(0.67)
  }))
}
