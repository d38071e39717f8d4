import type { Gate } from '../directory/directory.ts'
import { alarmLimits } from './facts.ts'

/** Returns the name of an alarm for gates that are no group; undefined for the whole unit. */
export function nameOfScope(gates: readonly Pick<Gate, 'name'>[], isWhole: boolean): string | undefined {
  if (isWhole) return undefined
  const names = gates.map(({ name }) => name).join(', ')
  return names.length <= alarmLimits.group ? names : `${names.slice(0, alarmLimits.group - 1)}…`
}
