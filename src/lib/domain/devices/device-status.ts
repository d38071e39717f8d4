import * as v from 'valibot'
import { instant, whole } from '../gates/contract/numbers.ts'
import { books } from '../roles.ts'
import { count } from '../shapes.ts'

const span = v.pipe(v.tuple([count, count]), v.readonly())

/** How the numbers of one device stand in one book; see `SequenceStatus`. */
const Numbers = v.object({
  head: whole,
  onPhone: v.array(span),
  gaps: v.array(v.object({ span, since: instant })),
  forks: v.array(count)
})

/** What a server says of one device: when it reported last, and how its numbers stand, by book. */
export const DeviceStatus = v.object({
  unit: v.string(),
  account: v.string(),
  device: v.string(),
  /** Unix ms; null: it has never reported. */
  reportedAt: v.nullable(instant),
  /** Photo files that waited then. */
  photos: whole,
  books: v.record(v.picklist(books), Numbers)
})
export type DeviceStatus = v.InferOutput<typeof DeviceStatus>

/** The answer of `GET /devices`: who asked, and the devices that he may know of. */
export const DevicesAnswer = v.object({ account: v.string(), devices: v.array(DeviceStatus) })
