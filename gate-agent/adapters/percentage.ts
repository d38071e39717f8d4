import type { Action, DialectState } from './dialect.ts'
import { numberOf, percentOf } from './home-assistant/percent.ts'

const plain = { open: 100, closed: 0 }

/** A position as a controller told it, as a number or as text; null where it is none, as a sentinel of -1. */
export function percentIn(told: unknown): number | null {
  const number = typeof told === 'string' ? numberOf(told) : typeof told === 'number' ? told : null
  return number === null || !Number.isFinite(number) ? null : percentOf(number, plain)
}

/** Is it a position that may be asked for? */
export function isPercentage(percent: number): boolean {
  return Number.isInteger(percent) && percent >= 0 && percent <= 100
}

/** Would this close the gate, wholly or in part, while something stands in the way? That is never sent. */
export function forces({ obstructed, position }: DialectState, action: Action): boolean {
  if (obstructed !== true) return false
  if (typeof action === 'object') return position === null || action.position < position
  return action === 'CLOSE'
}
