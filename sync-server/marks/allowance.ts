/** Bounds how often each account may ask: what it asks for in an hour and in a day is counted. */
export interface Allowance {
  /** Counts a question. Returns 0 when it may be answered, else the seconds after which the next one may. */
  take(account: string): number
}

const hour = 60 * 60_000
/** A meeting of a large line is 200 numbers or so; a million guesses would take eight years. */
const windows = [
  { ms: hour, most: 120 },
  { ms: 24 * hour, most: 350 }
]

/** Counts by account, so that neither a second device nor a new session begins anew. @param now Unix ms */
export function allowance(now: () => number): Allowance {
  const asked = new Map<string, number[]>()
  return {
    take(account) {
      const at = now()
      const recent = (asked.get(account) ?? []).filter((one) => at - one < 24 * hour)
      const waits = windows.map(({ ms, most }) => {
        const first = recent.filter((one) => at - one < ms).at(-most)
        return first === undefined ? 0 : first + ms - at
      })
      const wait = Math.max(...waits)
      asked.set(account, wait > 0 ? recent : [...recent, at])
      return Math.ceil(wait / 1000)
    }
  }
}
