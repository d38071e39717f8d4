import * as v from 'valibot'
import { fact } from '../fact.ts'
import { commander, police } from '../roles.ts'
import { freeText, id, slug } from '../shapes.ts'

/** Most items of each kind on one list, and the longest reason, UTF-16 units: a full fact stays below 64 KB. */
export const handoverLimits = { files: 800, lines: 400, gates: 64, groups: 200, reason: 500 } as const

/**
 * Records that an account hands all its work over to another: `files` are ids of incidents, `lines` of hụi lines, `gates`
 * those that it kept, `groups` the hụi groups in which it sat. The lists are what the paper says; whose the work is, the order of the facts decides, see
 * `inCharge`.
 */
export const WorkHandedOver = fact(
  'incidents.work-handed-over',
  { stream: 'handover', writers: commander },
  v.pipe(
    v.strictObject({
      from: slug,
      to: slug,
      reason: v.optional(freeText(handoverLimits.reason)),
      files: v.pipe(v.array(id), v.maxLength(handoverLimits.files)),
      lines: v.pipe(v.array(id), v.maxLength(handoverLimits.lines)),
      gates: v.pipe(v.array(slug), v.maxLength(handoverLimits.gates)),
      groups: v.pipe(v.array(id), v.maxLength(handoverLimits.groups))
    }),
    v.check(({ from, to }) => from !== to)
  )
)

/** Records that its author has received the work of a handover in the same stream; counts from the one who received it. */
export const WorkTakenOver = fact(
  'incidents.work-taken-over',
  { stream: 'handover', writers: police },
  v.strictObject({ handover: id })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const handoverFactTypes = [WorkHandedOver, WorkTakenOver] as const
