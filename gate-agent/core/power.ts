/** What tells of a gate's power, at the broker beside it. Plain data of its configuration. */
export interface PowerSource {
  topic: string
  /** The words of that topic. */
  mains: string
  battery: string
  /** Where the battery's charge (0–100), or what is left of it in minutes, is told. */
  percentTopic?: string | undefined
  minutesTopic?: string | undefined
  /** How long a full battery lasts, where somebody has tried. */
  capacityMinutes?: number | undefined
}

/** What one message says. `minutes`: left on the battery. */
export type PowerWord = { mains: boolean } | { minutes: number }

/** What a message of one of those topics says of the power, or null. */
export function powerWord(source: PowerSource, topic: string, payload: string): PowerWord | null {
  const { mains, battery, percentTopic, minutesTopic, capacityMinutes } = source
  const text = payload.trim()
  if (topic === source.topic) return text === mains || text === battery ? { mains: text === mains } : null
  const number = /^\d{1,5}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null
  if (number === null) return null
  if (topic === minutesTopic) return { minutes: Math.floor(number) }
  const known = topic === percentTopic && number <= 100 && capacityMinutes !== undefined
  return known ? { minutes: Math.floor((capacityMinutes * number) / 100) } : null
}

/** A cut that goes on; on the disk, so that a restart in the middle of it forgets nothing. */
export interface Cut {
  /** Agent's clock, Unix ms. */
  since: number
  /** What the battery had left when that was told last. */
  told: { minutes: number; at: number } | null
}

/** Whole minutes that the battery lasts yet, or null where nobody can tell. @param now agent's clock, Unix ms */
export function minutesLeft({ since, told }: Cut, capacityMinutes: number | undefined, now: number) {
  const known = told ?? (capacityMinutes === undefined ? null : { minutes: capacityMinutes, at: since })
  if (!known) return null
  // A clock that was put back makes no battery last longer than it did.
  return Math.max(0, known.minutes - Math.floor(Math.max(0, now - known.at) / 60_000))
}
