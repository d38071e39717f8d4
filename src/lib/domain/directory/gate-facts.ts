import * as v from 'valibot'
import { fact } from '../fact.ts'
import { Hours } from '../gates/contract/hours.ts'
import { commander, policeAndUbnd } from '../roles.ts'
import { day, freeText, id, phone, slug } from '../shapes.ts'
import {
  maxDecisionNumber,
  maxDecisions,
  maxHamlet,
  maxMayOrder,
  maxPreparedName,
  maxReason
} from './limits.ts'

/** Most keepers of one gate. */
export const maxKeepers = 8
/** Most gates of a group. */
export const maxGroupGates = 64

/**
 * Registers a gate that the unit keeps: a `motor` gate obeys commands, a `hand` gate is closed by its keepers. `keepers`:
 * their accounts; `hamlet`: the hamlet whose team may close it; `agent`: the account of its machine, which alone speaks
 * for it then.
 */
export const GateRegistered = fact(
  'directory.gate-registered',
  { stream: 'gate', writers: commander },
  v.strictObject({
    gate: slug,
    name: freeText(80),
    kind: v.picklist(['motor', 'hand']),
    place: v.optional(freeText(120)),
    keepers: v.optional(v.pipe(v.array(slug), v.maxLength(maxKeepers))),
    hamlet: v.optional(freeText(maxHamlet)),
    agent: v.optional(slug)
  })
)

/** Retires a gate; its log stays. A later registration takes it into use again. */
export const GateRetired = fact(
  'directory.gate-retired',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, reason: freeText(maxReason) })
)

/**
 * Sets the number of the modem at a gate, to which phones without a connection send signed text messages; the latest
 * counts, and without `phone` there is none.
 */
export const GateModemSet = fact(
  'directory.gate-modem-set',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, phone: v.optional(phone) })
)

/** Names a group of gates that an alarm closes together, as people call it; a group without gates is removed. */
export const GateGroupNamed = fact(
  'directory.gate-group-named',
  { stream: 'group', writers: commander },
  v.strictObject({
    group: slug,
    name: freeText(maxPreparedName),
    gates: v.pipe(v.array(slug), v.maxLength(maxGroupGates))
  })
)

/** Names the household that keeps a gate's key, and its number. The latest fact replaces the earlier ones whole. */
export const GateContactSet = fact(
  'directory.gate-contact-set',
  { stream: 'gate', writers: commander },
  v.strictObject({ gate: slug, household: v.optional(freeText(maxPreparedName)), phone: v.optional(phone) })
)

/**
 * Records the decision of the People's Committee on the gate of its stream: its number and date, the hours in which the
 * gate is closed, and who may order it closed. Without one it neither closes by its schedule nor in an alarm.
 */
export const GateDecisionRecorded = fact(
  'directory.gate-decision-recorded',
  { stream: 'gate', writers: policeAndUbnd },
  v.strictObject({
    number: freeText(maxDecisionNumber),
    date: day,
    hours: Hours,
    mayOrder: freeText(maxMayOrder)
  })
)

/**
 * Withdraws those decisions on the gate of its stream, by the ids of their records, whatever time either bears: the one
 * in force as its author knows it, and those that it replaced, so that none of them comes back.
 */
export const GateDecisionWithdrawn = fact(
  'directory.gate-decision-withdrawn',
  { stream: 'gate', writers: policeAndUbnd },
  v.strictObject({
    decisions: v.pipe(v.array(id), v.minLength(1), v.maxLength(maxDecisions)),
    reason: freeText(maxReason)
  })
)
