import * as v from 'valibot'
import { deviceId, id, slug } from '../../../shapes.ts'
import { instant } from '../numbers.ts'
import { replyRefusal } from '../reply.ts'
import { listedBoxes, maxBoxLetters } from './box-limits.ts'
import { boxName, boxPiece, boxSize } from './box-request.ts'

/**
 * The particular refusals of a box: no room in it, or none for that phone; too much of that phone in an hour; the disk is
 * full; it is sealed to another server; its letters are not those that its name says; no phone that the agent knows as one of
 * the unit's has signed it; it is not here any more.
 */
export type BoxRefusalCode =
  'BOX_FULL' | 'YOURS_FULL' | 'TOO_OFTEN' | 'DISK_FULL' | 'OTHER_SERVER' | 'BAD_BOX' | 'STRANGER' | 'GONE'

const common = { v: v.literal(1), id, unit: slug, gate: slug, key: deviceId, at: instant }

/** Not strict: an agent may be newer than the phone it answers. */
const listed = v.object({ name: boxName, to: deviceId, size: boxSize })

/** Names a box that another phone left. */
export type ListedBox = v.InferOutput<typeof listed>

/**
 * An agent's answer to a phone at its box, signed in the same envelope as its other replies. `have`: so many letters of
 * that box are here; `kept`: it is on the disk, or was brought before.
 */
export const BoxReply = v.variant('box', [
  v.object({ ...common, box: v.literal('refused'), refusal: replyRefusal }),
  v.object({
    ...common,
    box: v.literal('have'),
    have: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxBoxLetters))
  }),
  v.object({ ...common, box: v.literal('kept') }),
  v.object({ ...common, box: v.literal('list'), boxes: v.pipe(v.array(listed), v.maxLength(listedBoxes)) }),
  v.object({ ...common, box: v.literal('piece'), text: boxPiece })
])
export type BoxReply = v.InferOutput<typeof BoxReply>
