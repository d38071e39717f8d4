import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { gateKeepers, police, serverAlone } from '../roles.ts'
import { count, deviceId, id, slug, freeText } from '../shapes.ts'

/** The direction in which somebody went through a gate: into the hamlet, or out of it. */
export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]

/** Longest number plate, in UTF-16 units: as somebody read it, perhaps only in part. */
export const maxPlate = 20

/** Records "Xe lạ": a person unknown to all went through a gate. The picture is of that moment. */
export const StrangerSeen = fact(
  'duty.stranger-seen',
  { stream: 'stranger', writers: gateKeepers },
  v.strictObject({
    gate: slug,
    direction: v.picklist(directions),
    plate: v.optional(freeText(maxPlate)),
    photo: v.optional(photo)
  })
)

/** Records the number plate, read from the picture or remembered; the latest reading counts. */
export const PlateRead = fact(
  'duty.plate-read',
  { stream: 'stranger', writers: gateKeepers },
  v.strictObject({ plate: freeText(maxPlate) })
)

/** Links a stranger to an incident of this unit: from now on they are kept. */
export const StrangerLinked = fact(
  'duty.stranger-linked',
  {
    stream: 'stranger',
    writers: police,
    names: { kind: 'stranger', ids: (_, stranger) => [stranger], keptAs: 'linked' }
  },
  v.strictObject({ incident: id })
)

/** Most records that one entry of the server lists. */
export const maxTaken = 400

/**
 * Records that the server has removed strangers whose retention period was over, with their pictures. Every removed
 * record is listed by its device and `n`, so that no number is missing without a reason.
 */
export const StrangersRemoved = fact(
  'duty.strangers-removed',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    strangers: count,
    taken: v.pipe(
      v.array(v.strictObject({ device: deviceId, n: count })),
      v.minLength(1),
      v.maxLength(maxTaken)
    )
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const strangerFactTypes = [StrangerSeen, PlateRead, StrangerLinked, StrangersRemoved] as const
