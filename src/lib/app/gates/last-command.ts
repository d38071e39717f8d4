import { movesOrStops } from '#lib/domain/gates/contract/actions.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import { gateLog } from '#lib/domain/gates/log.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { OwnCommand } from './command-request.ts'

/** For so long what somebody else ordered is what a gate was told, ms. */
const latelyMs = 10 * 60_000

/** The last command of a gate's log that moves or stops it, whoever asked for it: a person or the hour. */
export function lastCommand(facts: readonly StoredFact[]): CommandRecord | null {
  const entry = gateLog(facts).findLast(
    (one) => one.kind === 'command' && one.course.action !== undefined && movesOrStops(one.course.action)
  )
  return entry?.kind === 'command' ? entry.course : null
}

/** What a gate was told last. `running`: it moves, and nothing here says by whose order. */
export type CurrentCommand =
  | { by: 'this-page'; asked: OwnCommand }
  | { by: 'log'; course: CommandRecord }
  | { by: 'running' }
  | { by: 'nobody' }

/**
 * What this page asked for, or what the log tells of a later order of the last minutes.
 * @param now agent's time, Unix ms
 */
export function currentCommand(
  asked: OwnCommand | null,
  logged: CommandRecord | null,
  shown: Shown,
  now: number
): CurrentCommand {
  // Commands are named by the agent's time, whatever the clock of the phone that told of them shows.
  const isLater = logged !== null && (!asked || idTime(logged.command) > idTime(asked.command))
  if (isLater && now - idTime(logged.command) <= latelyMs) return { by: 'log', course: logged }
  if (asked) return { by: 'this-page', asked }
  const isRunning = shown.kind === 'fresh' && (shown.motion === 'opening' || shown.motion === 'closing')
  return isRunning ? { by: 'running' } : { by: 'nobody' }
}

/** How long the end of a command is news, ms. */
const endedMs = 3 * 60_000

/** What this page asked for, until somebody else asked for something later, and what has ended for a while only. @param now agent's time, Unix ms */
export function newsOf(
  asked: OwnCommand | null,
  logged: CommandRecord | null,
  shown: Shown,
  now: number
): OwnCommand | null {
  if (!asked || currentCommand(asked, logged, shown, now).by !== 'this-page') return null
  return hasEnded(asked) && now - asked.at > endedMs ? null : asked
}

/** Is it over, by an answer of the gate? What nobody answered is never over. */
function hasEnded({ errand }: Pick<OwnCommand, 'errand'>): boolean {
  const ordered = errand?.ordered
  return ordered === 'completed' || ordered === 'stopped' || ordered === 'refused'
}
