import { movesOrStops } from '#lib/domain/gates/contract/actions.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import { gateLog } from '#lib/domain/gates/log.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { OwnCommand } from './command-request.ts'

/** How long somebody else's command counts as the gate's current one, ms. */
const latelyMs = 10 * 60_000

/** Returns the last command in a gate's log that moves or stops it, given by a person or by the schedule. */
export function lastCommand(facts: readonly StoredFact[]): CommandRecord | null {
  const entry = gateLog(facts).findLast(
    (one) => one.kind === 'command' && one.course.action !== undefined && movesOrStops(one.course.action)
  )
  return entry?.kind === 'command' ? entry.course : null
}

/** The source of a gate's current command. `running`: it moves, and nothing here says on whose command. */
export type CurrentCommand =
  | { by: 'this-page'; asked: OwnCommand }
  | { by: 'log'; course: CommandRecord }
  | { by: 'running' }
  | { by: 'nobody' }

/**
 * Returns the command that this page asked for, or a later one of the last minutes from the log.
 * @param now agent's time, Unix ms
 */
export function currentCommand(
  asked: OwnCommand | null,
  logged: CommandRecord | null,
  shown: Shown,
  now: number
): CurrentCommand {
  // Command ids carry the agent's time, whatever the clock of the phone that recorded them shows.
  const isLater = logged !== null && (!asked || idTime(logged.command) > idTime(asked.command))
  if (isLater && now - idTime(logged.command) <= latelyMs) return { by: 'log', course: logged }
  if (asked) return { by: 'this-page', asked }
  const isRunning = shown.kind === 'fresh' && (shown.motion === 'opening' || shown.motion === 'closing')
  return isRunning ? { by: 'running' } : { by: 'nobody' }
}

/** How long the end of a command is news, ms. */
const endedMs = 3 * 60_000

/**
 * Returns this page's command until somebody gives a later one; once it has ended, only for a while.
 * @param now agent's time, Unix ms
 */
export function newsOf(
  asked: OwnCommand | null,
  logged: CommandRecord | null,
  shown: Shown,
  now: number
): OwnCommand | null {
  if (!asked || currentCommand(asked, logged, shown, now).by !== 'this-page') return null
  return hasEnded(asked) && now - asked.at > endedMs ? null : asked
}

/** Tells whether a reply of the gate has ended it; a command without a reply never ends. */
function hasEnded({ errand }: Pick<OwnCommand, 'errand'>): boolean {
  const ordered = errand?.ordered
  return ordered === 'completed' || ordered === 'stopped' || ordered === 'refused'
}
