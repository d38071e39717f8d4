import type { Directory } from '../directory/directory.ts'
import { listedRoles } from '../directory/role-ends.ts'
import type { Envelope } from '../fact.ts'
import { gatesConcerning } from '../gates/at-gate.ts'
import { coversUnit } from './concern.ts'
import type { WordJudge } from './words-on-gates.ts'

type Known = Pick<Directory, 'accounts' | 'gates' | 'groups'>

/**
 * Tells whether somebody's word on a gate counts in an alarm: that of police, and of whoever holds the gate, as its
 * registration and their listing say: the keepers that it names, its hamlet's team, and every keeper of a unit where no gate
 * names any. Refused: everybody else's, and on a gate out of use all but that of police. Today's directory decides.
 * @param account whose word it is, by the record that tells it
 */
export function countsOnGate(known: Known, gate: string, account: string): boolean {
  if (known.gates.get(gate)?.keepers?.includes(account)) return true
  const roles = listedRoles(known, account, -Infinity)
  return coversUnit(roles) || gatesConcerning(known, account, roles).some((own) => own.gate === gate)
}

/** Returns what judges the words of people by a unit's directory. @param isDoubtful tells of a fact that is not known good */
export const wordJudge = <F extends Envelope>(
  known: Known,
  isDoubtful: WordJudge<F>['isDoubtful']
): WordJudge<F> => ({ isDoubtful, counts: (gate, account) => countsOnGate(known, gate, account) })
