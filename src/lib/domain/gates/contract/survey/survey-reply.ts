import * as v from 'valibot'
import { deviceId, id, slug } from '../../../shapes.ts'
import { instant } from '../numbers.ts'
import { replyRefusal } from '../reply.ts'

/**
 * The particular refusals of a proposal: the machine's own file says how the gate is driven; the proposal cannot be
 * used; another gate is driven so; the gate is moving; something else is being tried, or nothing; the controller has not
 * been heard yet.
 */
export type SurveyRefusal = 'FIXED' | 'BAD_PROPOSAL' | 'TAKEN' | 'MOVING' | 'NOT_TRIED' | 'NOT_HEARD'

const text = v.string()
const common = { v: v.literal(1), id, unit: slug, gate: slug, key: deviceId, at: instant }

/** Not strict: an agent may be newer than the phone it answers. */
const Heard = {
  /** Controllers that announce a gate, or report of one, and have no other gate here. */
  found: v.array(v.object({ kind: text, id: text, topic: v.optional(text) })),
  /** Kinds of controllers that need a topic, the likeliest first, each with topics heard that fit it. */
  kinds: v.array(v.object({ kind: text, topics: v.array(text), oneButton: v.boolean() })),
  /** Values that differ from what was remembered of them. */
  changed: v.array(v.object({ topic: text, pointer: v.optional(text), before: text, after: text })),
  /** Topics as they were last heard, the latest first; of long messages the beginning. */
  topics: v.array(v.object({ topic: text, payload: text, at: instant })),
  /** How many more topics there are. */
  left: v.number()
}

/** An agent's answer to whoever surveys a gate, signed in the same envelope as its other replies. */
export const SurveyReply = v.variant('survey', [
  v.object({ ...common, survey: v.literal('refused'), refusal: replyRefusal }),
  v.object({ ...common, survey: v.literal('heard'), ...Heard }),
  v.object({ ...common, survey: v.literal('trying'), digest: text, until: instant }),
  v.object({ ...common, survey: v.literal('kept'), digest: text })
])
export type SurveyReply = v.InferOutput<typeof SurveyReply>
export type HeardReply = Extract<SurveyReply, { survey: 'heard' }>
/** Tells what was heard at a gate's broker. */
export type SurveyHeard = Pick<HeardReply, keyof typeof Heard>
