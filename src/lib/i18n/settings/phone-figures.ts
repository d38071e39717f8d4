import { text } from '../text.ts'
import { phoneFigures } from './phone-figures-vi.ts'

/** Words for a phone's own figures; bundled with the screen that shows them. */
export const phoneFigureWords = text('phoneFigures', phoneFigures)

/**
 * Formats how long something took: `0,03 giây`, `1,2 giây`; `dưới 0,01 giây` for what no person notices.
 * @param ms 0 or more
 */
export function secondsOf(ms: number, t: typeof phoneFigures): string {
  const said = (value: number, digits: number) =>
    value.toLocaleString(t.decimals, { maximumFractionDigits: digits })
  return ms < 10 ? t.less(said(0.01, 2)) : t.seconds(said(ms / 1_000, ms < 1_000 ? 2 : 1))
}
