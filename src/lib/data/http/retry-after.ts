/** A server that asks for longer is asked sooner all the same: a mistake of its must not silence a phone, ms. */
const longest = 15 * 60_000

/** How long an answer asks to be left alone, ms; told in seconds, or as a moment of the server's own clock. */
export function retryAfter(headers: Headers): number {
  const value = headers.get('retry-after')
  if (value === null) return 0
  const ms = Number(value) * 1000
  const until = Date.parse(value) - Date.parse(headers.get('date') ?? '')
  return Math.min(longest, Math.max(0, Number.isFinite(ms) ? ms : until || 0))
}
