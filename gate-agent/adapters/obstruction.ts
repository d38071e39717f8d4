import type { Action, DialectState } from './dialect.ts'

/** Tells whether an action would close the gate, even partly, while something is in the way. Such a command is never sent. */
export function forces({ obstructed, position }: DialectState, action: Action): boolean {
  if (obstructed !== true) return false
  if (typeof action === 'object') return position === null || action.position < position
  return action === 'CLOSE'
}
