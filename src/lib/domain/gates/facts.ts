import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { agents, commander, gateKeepers } from '../roles.ts'
import { count, deviceId, id, isoTime, sha256, slug, freeText } from '../shapes.ts'
import { emergencies, gateActions, lockKinds } from './contract/actions.ts'
import { replyStatuses } from './contract/codes.ts'
import { motions } from './motion.ts'
import { handStands, happenings, noteLimits } from './note.ts'

/** An entry written by hand in a gate's log: what, why, and who did it. */
export const NoteWritten = fact(
  'gates.note-written',
  { stream: 'gate', writers: gateKeepers },
  v.strictObject({
    what: v.picklist(happenings),
    reason: freeText(noteLimits.reason),
    who: freeText(noteLimits.who)
  })
)
export type NoteWritten = v.InferOutput<typeof NoteWritten>

/**
 * Somebody says how a gate stands that was moved by hand, with a picture of that moment where there is one: a claim,
 * never a report of the gate itself. `who`: whose word it is, where not its author's.
 */
export const HandClaimed = fact(
  'gates.hand-claimed',
  { stream: 'gate', writers: gateKeepers },
  v.strictObject({
    what: v.picklist(handStands),
    who: v.optional(freeText(noteLimits.who)),
    photo: v.optional(photo)
  })
)

/** Longest reason that goes with a command, in UTF-16 units. */
export const maxCommandReason = 500

/** A code of the command contract: why something was refused, or what a phone found out by itself. */
const code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z_]{1,29}$/))

/** What was asked of a gate, by a person. `approves`: the command of a first person; `drill`: an exercise, outside all statistics. */
const asked = {
  reason: v.optional(freeText(maxCommandReason)),
  override: v.optional(v.picklist(emergencies)),
  approves: v.optional(id),
  drill: v.optional(v.literal(true))
}

/** A person's phone asked for this, and what it heard of it: a claim, until the gate's agent reports on the same command. */
export const CommandAttempted = fact(
  'gates.command-attempted',
  { stream: 'gate', writers: gateKeepers },
  v.strictObject({
    command: id,
    action: v.picklist(gateActions),
    outcome: v.picklist([...replyStatuses, 'unknown']),
    code: v.optional(code),
    ...asked
  })
)

/** The commander has looked at an emergency opening, "Đã xem lại"; `command` is the one that opened. */
export const EmergencyReviewed = fact(
  'gates.emergency-reviewed',
  { stream: 'gate', writers: commander },
  v.strictObject({ command: id })
)

/** What an agent tells of its gate: a command's course, and what happened without one. */
export const gateEvents = [
  ...replyStatuses,
  'local-manual',
  'unexpected-move',
  'left-open',
  'not-closed',
  'schedule-missed',
  'offline',
  'online',
  'power-lost',
  'power-back',
  'config-changed',
  'camera-viewed'
] as const
export type GateEvent = (typeof gateEvents)[number]

/** Who or what set it off: the app through the broker or on the spot, the hour, a button at the gate, the agent itself. */
export const gateSources = ['app', 'lan', 'schedule', 'wall', 'agent'] as const
export type GateSource = (typeof gateSources)[number]

/** How the gate stood: percent, 100 is open; null where nobody can say. */
const stand = v.strictObject({
  motion: v.picklist(motions),
  position: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100))),
  obstructed: v.nullable(v.boolean())
})

/**
 * A report of the gate's own agent. `actor` asked for it, with the phone that holds `key`; `latencyMs`: from the command's
 * arrival to this; `until`: to when the closing is postponed; `minutes`: for how long it has stood open, or how long its
 * battery lasts; `times`: how many more like it were refused than were written down; pictures in the order they were taken.
 */
export const EventReported = fact(
  'gates.event-reported',
  { stream: 'gate', writers: agents },
  v.strictObject({
    kind: v.picklist(gateEvents),
    source: v.picklist(gateSources),
    action: v.optional(v.picklist(gateActions)),
    actor: v.optional(slug),
    key: v.optional(deviceId),
    command: v.optional(id),
    code: v.optional(code),
    why: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))),
    lock: v.optional(v.picklist(lockKinds)),
    until: v.optional(isoTime),
    minutes: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    times: v.optional(count),
    before: v.optional(stand),
    after: v.optional(stand),
    latencyMs: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0))),
    snapshots: v.optional(
      v.pipe(v.array(v.strictObject({ sha256, camera: slug, at: isoTime, bytes: count })), v.maxLength(8))
    ),
    ...asked
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const gateFactTypes = [
  NoteWritten,
  HandClaimed,
  CommandAttempted,
  EmergencyReviewed,
  EventReported
] as const
