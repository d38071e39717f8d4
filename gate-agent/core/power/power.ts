/** The topics beside the gate that report its power. Plain data of its configuration. */
export interface PowerSource {
  topic: string
  /** The payloads of that topic. */
  mains: string
  battery: string
  /** Topics of the battery's charge (0–100) and of its runtime in minutes. */
  percentTopic?: string | undefined
  minutesTopic?: string | undefined
  /** Measured runtime of a full battery, minutes. */
  capacityMinutes?: number | undefined
}

/** The content of one message. `minutes`: the battery's runtime. */
export type PowerWord = { mains: boolean } | { minutes: number }

/** Reads a message of one of those topics; null: it says nothing about the power. */
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

/** A power cut in progress; on disk, so that a restart during it loses nothing. */
export interface Cut {
  /** Agent's clock, Unix ms. */
  since: number
  /** The battery's runtime as last reported, and when, Unix ms. */
  told: { minutes: number; at: number } | null
}

/** Returns how many whole minutes the battery will still last; null: unknown. @param now agent's clock, Unix ms */
export function minutesLeft({ since, told }: Cut, capacityMinutes: number | undefined, now: number) {
  const known = told ?? (capacityMinutes === undefined ? null : { minutes: capacityMinutes, at: since })
  if (!known) return null
  // A clock that was put back must not make the battery last longer.
  return Math.max(0, known.minutes - Math.floor(Math.max(0, now - known.at) / 60_000))
}
