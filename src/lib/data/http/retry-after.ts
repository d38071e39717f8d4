/** The longest wait that a server may ask for, ms: its mistake must not silence a phone. */
const longest = 15 * 60_000

/** Reads `Retry-After`, ms; it is in seconds, or a date by the server's own clock. */
export function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after')
  if (value === null) return 0
  const ms = Number(value) * 1000
  const until = Date.parse(value) - Date.parse(headers.get('date') ?? '')
  return Math.min(longest, Math.max(0, Number.isFinite(ms) ? ms : until || 0))
}
