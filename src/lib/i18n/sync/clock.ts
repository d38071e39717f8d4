import { text } from '../text.ts'
import { clock } from './clock-vi.ts'

const t = text('clock', clock)

const minute = 60_000
const units = { years: 365 * 24 * 60, days: 24 * 60, hours: 60, minutes: 1 } as const
/** Smallest clock offset worth reporting, ms. */
const worthAWord = 3 * minute

/**
 * Returns the sentences about a wrong clock; null while it is right enough. Bundled with the pages that show them.
 * @param offset how far the server's clock is ahead of the phone's, ms
 */
export function clockSentences(offset: number): { off: string; kept: string; set: string } | null {
  if (Math.abs(offset) < worthAWord) return null
  const minutes = Math.round(Math.abs(offset) / minute)
  const unit = (Object.keys(units) as (keyof typeof units)[]).find((name) => minutes >= units[name])!
  const span = t[unit](Math.round(minutes / units[unit]))
  return { off: offset < 0 ? t.fast(span) : t.slow(span), kept: t.kept, set: t.set }
}
