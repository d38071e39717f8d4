import { text } from '../text.ts'
import { clock } from './clock-vi.ts'

const t = text('clock', clock)

const minute = 60_000
const units = { years: 365 * 24 * 60, days: 24 * 60, hours: 60, minutes: 1 } as const
/** Below this nobody minds, ms. */
const worthAWord = 3 * minute

/**
 * What is to be said of a clock, nothing while it is right enough; it comes with the pages that say it.
 * @param offset what the server's clock is ahead of the phone's, ms
 */
export function clockSentences(offset: number): { off: string; kept: string; set: string } | null {
  if (Math.abs(offset) < worthAWord) return null
  const minutes = Math.round(Math.abs(offset) / minute)
  const unit = (Object.keys(units) as (keyof typeof units)[]).find((name) => minutes >= units[name])!
  const span = t[unit](Math.round(minutes / units[unit]))
  return { off: offset < 0 ? t.fast(span) : t.slow(span), kept: t.kept, set: t.set }
}
