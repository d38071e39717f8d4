import * as v from 'valibot'
import { deviceId, id, slug } from '../../shapes.ts'
import { gateActions } from './actions.ts'
import type { ReplyStatus } from './codes.ts'
import { instant } from './numbers.ts'

/** Not strict: an agent may be newer than the phone it answers. */
const common = {
  v: v.literal(1),
  /** Id of the command. */
  id,
  unit: slug,
  gate: slug,
  /** The agent's own key, which signs the reply. */
  key: deviceId,
  /** The agent's clock, Unix ms. */
  at: instant
}

/** A code of a newer agent is accepted too; the screen has a sentence for it. */
const code = v.pipe(v.string(), v.regex(/^[A-Z][A-Z_]{1,29}$/))
const reason = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))

export const replyRefusal = v.object({
  code,
  why: v.optional(reason),
  by: v.optional(slug),
  until: v.optional(instant)
})
export type ReplyRefusal = v.InferOutput<typeof replyRefusal>

/**
 * An agent's reply to a command, signed in the same envelope. `act`: the action it really takes, STOP against a motion
 * under way.
 */
export const Reply = v.variant('status', [
  v.object({ ...common, status: v.literal('refused'), refusal: replyRefusal }),
  v.object({
    ...common,
    status: v.picklist(['accepted', 'moving', 'completed', 'stopped', 'obstructed', 'timeout', 'failed']),
    act: v.picklist(gateActions)
  })
])
export type Reply = v.InferOutput<typeof Reply>

const ends = ['completed', 'stopped', 'obstructed', 'timeout', 'failed'] as const satisfies ReplyStatus[]

/** The statuses that may follow each; `sent` is before the first reply. Nothing follows a final one. */
const next: Record<ReplyStatus | 'sent', readonly ReplyStatus[]> = {
  sent: ['accepted', 'refused'],
  accepted: ['moving', ...ends],
  moving: ends,
  completed: [],
  stopped: [],
  obstructed: [],
  timeout: [],
  failed: [],
  refused: []
}

/** Tells whether one status may follow another. */
export function mayFollow(from: ReplyStatus | 'sent', to: ReplyStatus): boolean {
  return next[from].includes(to)
}

/** Tells whether a status is final. */
export function isEnd(status: ReplyStatus | 'sent'): boolean {
  return next[status].length === 0
}
