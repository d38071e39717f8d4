import { movesOrStops } from '#lib/domain/gates/contract/actions.ts'
import type { CommandRecord } from '#lib/domain/gates/command-record.ts'
import { isEnd } from '#lib/domain/gates/contract/reply.ts'
import type { Shown } from '#lib/domain/gates/contract/state.ts'
import { gateLog } from '#lib/domain/gates/log.ts'
import type { StoredFact } from '#lib/domain/stored.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { OwnCommand } from './command-request.ts'

/** How long the end of a command is news, ms. */
const endedMs = 60_000
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
  // Nothing was sent: once that is no news any more, nothing has been commanded here.
  if (asked && (asked.errand || now - asked.at <= endedMs)) return { by: 'this-page', asked }
  const isRunning = shown.kind === 'fresh' && (shown.motion === 'opening' || shown.motion === 'closing')
  return isRunning ? { by: 'running' } : { by: 'nobody' }
}

/** The order that a gate's page tells of: its current command, or a press of the button at the gate. */
export type LastOrder = CurrentCommand | { by: 'wall'; at: number }

/**
 * Returns the last order of a gate whoever gave it by whatever means: as `currentCommand`, or a later press of the
 * button at the gate. Where nothing is current, it is the last one that those facts hold.
 * @param facts the gate's facts of the last day, any order
 * @param now agent's time, Unix ms
 */
export function lastOrder(
  asked: OwnCommand | null,
  facts: readonly StoredFact[],
  shown: Shown,
  now: number
): LastOrder {
  const logged = lastCommand(facts)
  const current = currentCommand(asked, logged, shown, now)
  const pressedAt = lastPress(facts)
  const orderedAt = Math.max(asked?.at ?? 0, logged ? idTime(logged.command) : 0)
  const isPress = pressedAt > orderedAt
  if (isPress && (current.by === 'nobody' || now - pressedAt <= latelyMs))
    return { by: 'wall', at: pressedAt }
  return current.by === 'nobody' && logged ? { by: 'log', course: logged } : current
}

/** Returns when the button at the gate last moved it, agent's time, Unix ms; 0: not within those facts. */
function lastPress(facts: readonly StoredFact[]): number {
  const presses = facts.filter(
    ({ type, body }) => type === 'gates.event-reported' && body['source'] === 'wall'
  )
  return Math.max(0, ...presses.map(({ id }) => idTime(id)))
}

/**
 * Returns this page's command until somebody gives a later one. Once it has ended, it is news for a minute; where
 * somebody has to go to the gate because of it, until the gate stands as it was told to.
 * @param now agent's time, Unix ms
 */
export function newsOf(
  asked: OwnCommand | null,
  logged: CommandRecord | null,
  shown: Shown,
  now: number
): OwnCommand | null {
  if (!asked || currentCommand(asked, logged, shown, now).by !== 'this-page') return null
  const endedAt = endOf(asked, logged)
  return endedAt !== null && now - endedAt > endedMs ? null : asked
}

/** Returns when a command ended, agent's time, Unix ms; null: it has not, or the gate does not stand as it was told to. */
function endOf(asked: OwnCommand, logged: CommandRecord | null): number | null {
  const { errand, at } = asked
  if (!errand) return at
  const told = toldByLog(asked, logged)
  if (told) return at + (told.tookMs ?? 0)
  const isGood =
    errand.ordered === 'completed' || errand.ordered === 'stopped' || errand.ordered === 'refused'
  return isGood || errand.reached ? (errand.endedAt ?? at) : null
}

/**
 * Returns how this page's command ended as the gate's own log tells it, where its page was left before the gate
 * replied; null: the log knows no more than the page.
 */
export function toldByLog(asked: OwnCommand, logged: CommandRecord | null): CommandRecord | null {
  if (!asked.errand || logged?.command !== asked.command) return null
  if (!logged.confirmed || logged.outcome === 'accepted' || hasReplied(asked.errand)) return null
  return logged
}

/** Tells whether the gate's final reply has been heard on this page. */
const hasReplied = ({ ordered }: NonNullable<OwnCommand['errand']>) => ordered !== 'UNKNOWN' && isEnd(ordered)
