import type { Precision } from './facts.ts'

/** A number and how sure it is. */
export interface Estimate {
  value: number
  precision: Precision
}

/** A sum is no surer than what it is made of: with one "about" it is about, with one "more than" more than. */
export function sumOf(parts: readonly Estimate[]): Estimate {
  const has = (wanted: Precision) => parts.some(({ precision }) => precision === wanted)
  const value = parts.reduce((sum, part) => sum + part.value, 0)
  return { value, precision: has('about') ? 'about' : has('over') ? 'over' : 'exact' }
}
