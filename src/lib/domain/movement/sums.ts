import type { Precision } from './facts.ts'

/** A number and its precision. */
export interface Estimate {
  value: number
  precision: Precision
}

/**
 * Adds figures. A sum is no more precise than its parts: with one "about" it is "about", else with one "more than" it
 * is "more than".
 */
export function sumOf(parts: readonly Estimate[]): Estimate {
  const has = (wanted: Precision) => parts.some(({ precision }) => precision === wanted)
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  return { value, precision: has('about') ? 'about' : has('over') ? 'over' : 'exact' }
}
