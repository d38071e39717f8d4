import * as v from 'valibot'
import { photo } from '../photos/shape.ts'
import { fact } from '../fact.ts'
import { gateKeepers, police, serverAlone } from '../roles.ts'
import { count, deviceId, id, slug, freeText } from '../shapes.ts'

/** Which way somebody went through a gate: into the hamlet, or out of it. */
export const directions = ['in', 'out'] as const
export type Direction = (typeof directions)[number]

/** Longest number plate, in UTF-16 units: as somebody read it, which may be a part of it. */
export const maxPlate = 20

/** "Xe lạ": somebody whom nobody knows went through a gate. The picture is of that moment. */
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

/** The number plate, read from the picture or remembered; what was read last counts. */
export const PlateRead = fact(
  'duty.plate-read',
  { stream: 'stranger', writers: gateKeepers },
  v.strictObject({ plate: freeText(maxPlate) })
)

/** Has to do with an incident of this unit: from now on it is kept. */
export const StrangerLinked = fact(
  'duty.stranger-linked',
  {
    stream: 'stranger',
    writers: police,
    names: { kind: 'stranger', ids: (_, stranger) => [stranger], keptAs: 'linked' }
  },
  v.strictObject({ incident: id })
)

/** Most records that one entry of the server tells of. */
export const maxTaken = 400

/**
 * The server has removed strangers whose time was over, with their pictures. Every record taken is told by its device
 * and `n`, so that no number is missing without a reason.
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
