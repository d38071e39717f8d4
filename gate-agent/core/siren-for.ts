import type { GateAction } from '#lib/domain/gates/contract/actions.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { GateHolder } from '#lib/domain/gates/contract/keys.ts'

/**
 * Returns what an accepted command makes of the siren: an alarm's CLOSE sounds it, in a drill only where its sender chose
 * that; any command that is not the alarm's silences it. Null: it stays as it is.
 * @param act the action that is really taken
 */
export function sirenFor(
  { command, holder }: { command: Command; holder: Pick<GateHolder, 'use'> },
  act: GateAction
): boolean | null {
  if (command.action === 'LOCK' && command.lock === 'alarm') return null
  if (command.action !== 'CLOSE') return false
  if (!command.alarm && holder.use !== 'alarm') return false
  return act === 'CLOSE' && (!command.drill || command.siren === true) ? true : null
}
