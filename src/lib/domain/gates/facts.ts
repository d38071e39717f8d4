import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { agents, commander, gateKeepers } from '../roles.ts'
import { count, deviceId, id, isoTime, slug, freeText } from '../shapes.ts'
import { emergencies, gateActions, lockKinds } from './contract/actions.ts'
import { replyStatuses } from './contract/codes.ts'
import { motions } from './motion.ts'
import { handStands, happenings, noteLimits } from './note.ts'

/** Records an entry written by hand in a gate's log: what happened, why, and who did it. */
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
 * Claims how a gate stands that was moved by hand, with a picture of that moment where there is one; never a report of
 * the gate itself. `who`: the person whose word it is, where it is not the author's.
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

/** A code of the command contract: a reason for refusal, or an outcome that a phone found out by itself. */
const code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z_]{1,29}$/))

/**
 * A person's request to a gate. `approves`: the command of a first person; `drill`: an exercise, outside all
 * statistics.
 */
const asked = {
  reason: v.optional(freeText(maxCommandReason)),
  override: v.optional(v.picklist(emergencies)),
  approves: v.optional(id),
  drill: v.optional(v.literal(true))
}

/**
 * Records a request made on a person's phone, and the reply that it heard: a claim, until the gate's agent reports on
 * the same command.
 */
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

/** Records the commander's review of an emergency opening, "Đã xem lại"; `command` is the one that opened. */
export const EmergencyReviewed = fact(
  'gates.emergency-reviewed',
  { stream: 'gate', writers: commander },
  v.strictObject({ command: id })
)

/** The events that an agent reports of its gate: a command's course, and events without a command. */
export const gateEvents = [
  ...replyStatuses,
  'local-manual',
  'unexpected-move',
  'left-open',
  'not-closed',
  'schedule-missed',
  'offline',
  'online',
  'deaf',
  'power-lost',
  'power-back',
  'config-changed',
  'cannot-record',
  'camera-viewed'
] as const
export type GateEvent = (typeof gateEvents)[number]

/**
 * The source of an event: the app through the broker, on the spot or by text message, the schedule, a button at the gate,
 * the agent itself.
 */
export const gateSources = ['app', 'lan', 'sms', 'schedule', 'wall', 'agent'] as const
export type GateSource = (typeof gateSources)[number]

/** Position of the gate: percent, 100 is open; null where it is unknown. */
const stand = v.strictObject({
  motion: v.picklist(motions),
  position: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(100))),
  obstructed: v.nullable(v.boolean())
})

/**
 * Reports an event, by the gate's own agent. `actor` asked for it, on the phone that holds `key`; `latencyMs`: from the
 * command's arrival to this; `until`: the time to which the closing is postponed; `minutes`: how long it has stood
 * open, or how long its battery lasts; `times`: how many more like it were refused without an entry; pictures are in
 * the order they were taken.
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
      v.pipe(v.array(v.strictObject({ ...photo.entries, camera: slug, at: isoTime })), v.maxLength(8))
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
