import * as v from 'valibot'
import { fact } from '../fact.ts'
import { commander } from '../roles.ts'
import { freeText, phone, slug } from '../shapes.ts'
import { maxHamlet, maxPreparedName, maxReason } from './limits.ts'

/** Most keepers of one gate. */
export const maxKeepers = 8
/** Most gates of a group. */
export const maxGroupGates = 64

/**
 * Registers a gate that the unit keeps: a `motor` gate obeys commands, a `hand` gate is closed by its keepers. `keepers`:
 * their accounts; `hamlet`: the hamlet whose team may close it.
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
    hamlet: v.optional(freeText(maxHamlet))
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
