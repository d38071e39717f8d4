import { Chance } from './chance.ts'
import { instantCrypto } from './instant-crypto.ts'
import { Timeline } from './timeline.ts'

/** Stands, for everything that is bundled for a history, in the place of the machine's clock, timers and chance. */
export const machine = {
  timeline: new Timeline(0),
  chance: new Chance(0),
  complaints: [] as string[],
  /** Holds the secret that signs for each public key, by its `x`. */
  secrets: new Map<string, string>()
}

const timers = new Map<number, () => void>()
let lastTimer = 0

export const setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): number => {
  const timer = ++lastTimer
  const fire = () => {
    timers.delete(timer)
    run(...args)
  }
  timers.set(timer, machine.timeline.after(ms, fire))
  return timer
}
export const clearTimeout = (timer: number): void => {
  timers.get(timer)?.()
  timers.delete(timer)
}

const MachineDate = globalThis.Date
class HistoryDate extends MachineDate {
  constructor(...args: unknown[]) {
    super(...((args.length > 0 ? args : [machine.timeline.now]) as [number]))
  }
  static override now() {
    return machine.timeline.now
  }
}
export { HistoryDate as Date }

export { HistoryAbortController as AbortController } from './laws/ending.ts'

/** No time passes while a phone works, so its slices are never over; a yield lets what is due run first. */
export const performance = { now: () => machine.timeline.now }
export const scheduler = { yield: () => machine.timeline.pause(0) }

export const random = (): number => machine.chance.real()
export const crypto = instantCrypto(() => machine.chance)

/** Absent: what is kept would depend on when the machine collects its garbage. RxDB then holds its documents strongly. */
export const WeakRef = undefined
export const FinalizationRegistry = undefined

/** Keeps what the courier complains of: a finding, never noise. */
const complain = (...what: unknown[]) =>
  void machine.complaints.push(
    what.map((one) => (one instanceof Error ? (one.stack ?? one.message) : String(one))).join(' ')
  )
export const console = { ...globalThis.console, error: complain, warn: complain }
