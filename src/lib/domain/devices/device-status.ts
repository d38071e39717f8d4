import * as v from 'valibot'
import { instant, whole } from '../gates/contract/numbers.ts'
import { books } from '../roles.ts'
import { count } from '../shapes.ts'

const span = v.pipe(v.tuple([count, count]), v.readonly())

/** The state of one device's numbers in one book; see `SequenceStatus`. */
const Numbers = v.object({
  head: whole,
  onPhone: v.array(span),
  gaps: v.array(v.object({ span, since: instant })),
  forks: v.array(count)
})

/** A server's view of one device: the time of its last report, and the state of its numbers, by book. */
export const DeviceStatus = v.object({
  unit: v.string(),
  account: v.string(),
  device: v.string(),
  /** Unix ms; null: it has never reported. */
  reportedAt: v.nullable(instant),
  /** Number of photo files that waited at that time. */
  photos: whole,
  books: v.record(v.picklist(books), Numbers)
})
export type DeviceStatus = v.InferOutput<typeof DeviceStatus>

/** The answer of `GET /devices`: the account that asked, and the devices that it may know of. */
export const DevicesAnswer = v.object({ account: v.string(), devices: v.array(DeviceStatus) })
