import type { Directory } from '../directory/directory.ts'
import { listedRoles } from '../directory/role-ends.ts'
import { gatesConcerning } from '../gates/at-gate.ts'
import { coversUnit } from './concern.ts'

/**
 * Tells whether somebody's word on a gate counts in an alarm: that of police, and of whoever holds the gate, as its
 * registration and their listing say: its keepers, its hamlet's team, and every keeper of a unit where no gate names
 * any. Refused: everybody else's, and on a gate out of use all but that of police. Today's directory decides.
 * @param account whose word it is, by the record that tells it
 */
export function countsOnGate(
  known: Pick<Directory, 'accounts' | 'gates' | 'groups'>,
  gate: string,
  account: string
): boolean {
  const roles = listedRoles(known, account, -Infinity)
  return coversUnit(roles) || gatesConcerning(known, account, roles).some((own) => own.gate === gate)
}
