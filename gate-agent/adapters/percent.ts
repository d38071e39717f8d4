/** A controller's raw numbers for fully open and fully closed; either may be the larger one. */
export interface Range {
  open: number
  closed: number
}

/**
 * Converts a raw position to percent, 100 is open, rounded half up but to 0 only from the closed end itself. Null
 * outside the hull of {0, 100, open, closed}: -1 or 255 is a sentinel of the controller, and clamping it would make it
 * "closed". Null beyond the closed end for the same reason.
 */
export function percentOf(raw: number, { open, closed }: Range): number | null {
  if (raw < Math.min(0, open, closed) || raw > Math.max(100, open, closed)) return null
  if (raw === closed) return 0
  const share = (raw - closed) / (open - closed)
  return share < 0 ? null : Math.min(100, Math.max(1, halfUp(share * 100)))
}

/** Converts a percentage to the controller's raw whole number. */
export function rawOf(percent: number, { open, closed }: Range): number {
  return halfUp(closed + ((open - closed) * percent) / 100)
}

// Limits the length, because the number check takes quadratic time.
const longest = 40

/** Parses a decimal number as controllers write it; null for anything else, including `nan` and `inf`. */
export function numberOf(text: string): number | null {
  if (text.length > longest) return null
  const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? number : null
}

const plain = { open: 100, closed: 0 }

/** Parses a reported position, given as a number or as text; null when it is invalid, for example a sentinel of -1. */
export function percentIn(told: unknown): number | null {
  const number = typeof told === 'string' ? numberOf(told) : typeof told === 'number' ? told : null
  return number === null || !Number.isFinite(number) ? null : percentOf(number, plain)
}

/** Tells whether a position may be requested. */
export function isPercentage(percent: number): boolean {
  return Number.isInteger(percent) && percent >= 0 && percent <= 100
}

function halfUp(number: number): number {
  // Adding zero turns -0 into 0.
  return Math.floor(number + 0.5) + 0
}
