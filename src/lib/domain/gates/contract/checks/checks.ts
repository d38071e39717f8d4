import type { Command } from '../command.ts'
import { againstMotion, deviceOffline, locked, obstructed, unrecorded } from './gate-checks.ts'
import { forged, replayed, revoked, seenBefore, stale } from './proof-checks.ts'
import {
  alarmKeyOpens,
  alone,
  closedHours,
  isEmergency,
  noEmergencyHere,
  noPicture,
  postponesAgain,
  tooOften,
  undecided,
  waitsTooLong,
  wrongRole
} from './right-checks.ts'
import type { Check, CommandVerdict, CheckContext } from './check-context.ts'

/** Exempts STOP, which makes a gate safer whoever asks; it is still signed, fresh and logged like any other. */
const butStop =
  (check: Check): Check =>
  (command, world) =>
    command.action === 'STOP' ? null : check(command, world)

/**
 * Exempts an emergency: it skips closed hours and the second person (and an alarm's lock), but never signature,
 * freshness, picture or log.
 */
const butEmergency =
  (check: Check): Check =>
  (command, world) =>
    isEmergency(command) ? null : check(command, world)

/** The agent's checks of a command that `receive` let through, in this order; `receive` makes three checks before. */
const checks: readonly Check[] = [
  forged, // BAD_SIGNATURE
  revoked, // REVOKED
  stale, // STALE, CLOCK_SKEW
  seenBefore, // DUPLICATE
  butStop(replayed), // REPLAY
  alarmKeyOpens, // NOT_ALLOWED, like those up to the next code
  wrongRole, // anybody may STOP
  undecided,
  butEmergency(closedHours),
  noPicture,
  noEmergencyHere,
  waitsTooLong,
  postponesAgain,
  locked, // LOCKED
  deviceOffline, // DEVICE_OFFLINE
  obstructed, // OBSTRUCTED
  againstMotion, // accepted, but only as STOP
  butStop(unrecorded), // CANNOT_RECORD
  butStop(tooOften), // RATE_LIMITED
  butEmergency(alone) // NEEDS_SECOND
]

/** The checks of a question how the gate stands: it moves nothing, so that proof, right and rate alone count. */
const queryChecks: readonly Check[] = [forged, revoked, stale, replayed, wrongRole, tooOften]

/** Judges a question by text message, in the form of a CLOSE: see `smsCommand`. */
export function judgeQuery(query: Command, world: CheckContext): CommandVerdict {
  return firstObjection(queryChecks, query, world)
}

/** Judges a command: the first check with an objection decides. Every verdict is logged. */
export function judgeCommand(command: Command, world: CheckContext): CommandVerdict {
  return firstObjection(checks, command, world)
}

function firstObjection(list: readonly Check[], command: Command, world: CheckContext): CommandVerdict {
  for (const check of list) {
    const verdict = check(command, world)
    if (verdict) return verdict
  }
  return { verdict: 'accepted', act: command.action }
}
