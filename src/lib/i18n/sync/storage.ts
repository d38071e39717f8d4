import { space } from './storage-vi.ts'
import { text } from '../text.ts'

/** Words for the phone's storage; bundled with the screen that shows it. */
export const spaceWords = text('storage', space)

const units = ['KB', 'MB', 'GB', 'TB']

/** Formats an amount of storage in decimal units, with one decimal from GB on: `820 KB`, `38 MB`, `1,2 GB`. */
export function amountOf(bytes: number, { decimals }: Pick<typeof space, 'decimals'>): string {
  let [value, unit] = [bytes / 1_000, 0]
  while (value >= 999.5 && unit < units.length - 1) [value, unit] = [value / 1_000, unit + 1]
  const said = value.toLocaleString(decimals, { maximumFractionDigits: unit < 2 ? 0 : 1 })
  return `${said}\u00a0${units[unit]}`
}
