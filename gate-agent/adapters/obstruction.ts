import type { Action, DialectState } from './dialect.ts'

/** Would this close the gate, wholly or in part, while something stands in the way? That is never sent. */
export function forces({ obstructed, position }: DialectState, action: Action): boolean {
  if (obstructed !== true) return false
  if (typeof action === 'object') return position === null || action.position < position
  return action === 'CLOSE'
}
