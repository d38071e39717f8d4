import * as v from 'valibot'
import { isPublishTopic } from '../../../mqtt-topic.ts'

const topic = v.pipe(v.string(), v.maxLength(200), v.check(isPublishTopic))
const word = v.pipe(v.string(), v.maxLength(100))
/** A JSON pointer (RFC 6901), or none: the whole message. */
const pointer = v.optional(v.pipe(v.string(), v.regex(/^(?:\/[^/]+)+$/), v.maxLength(200)))

/** A contact that somebody pointed at: the topic, and its words for reached and let go. */
export const PointedContact = v.pipe(
  v.strictObject({ topic, pointer, yes: word, no: word }),
  v.check(({ yes, no }) => yes !== no)
)
export type PointedContact = v.InferOutput<typeof PointedContact>

/**
 * A way to drive a gate and to hear it, as its installer proposes it on the spot. `kind`: what sort of controller;
 * `id`: its own name for the gate, where it announces itself; `topic`: its place at the broker; `closed`: the contact at
 * the closed end; `travelSeconds`: from end to end. Only the agent knows whether it can be used.
 */
export const Proposal = v.strictObject({
  kind: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
  id: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  topic: v.optional(topic),
  closed: v.optional(PointedContact),
  travelSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(600)))
})
export type Proposal = v.InferOutput<typeof Proposal>
