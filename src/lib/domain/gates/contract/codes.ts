/** The reasons for which an agent refuses a command, in the order of its checks; the screen supplies the words. */
export const refusalCodes = [
  'RETAINED',
  'BAD_FORMAT',
  'ACTOR_MISMATCH',
  'BAD_SIGNATURE',
  'REVOKED',
  'STALE',
  'CLOCK_SKEW',
  'DUPLICATE',
  'REPLAY',
  'NOT_ALLOWED',
  'LOCKED',
  'DEVICE_OFFLINE',
  'OBSTRUCTED',
  'CANNOT_RECORD',
  'RATE_LIMITED',
  'NEEDS_SECOND'
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** The outcomes that a phone finds out by itself: no connection, no agent behind the broker, no answer in time. */
const phoneCodes = ['OFFLINE', 'AGENT_OFFLINE', 'UNKNOWN'] as const
export type PhoneCode = (typeof phoneCodes)[number]

/** The particular reasons behind NOT_ALLOWED and REVOKED. */
const refusalReasons = [
  'role',
  'closed-hours',
  'no-picture',
  'no-emergency',
  'alarm-key',
  'no-decision',
  'too-long',
  'no-evening',
  'no-clock',
  'no-reason',
  'postponed',
  'phone-waiting'
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface CommandRefusal {
  code: RefusalCode
  why?: RefusalReason | undefined
  /** Account that locked the gate. */
  by?: string | undefined
  /** Earliest time at which it is worth asking again, Unix ms. */
  until?: number | undefined
}

/** The status of a command, as its agent reports it. */
export const replyStatuses = [
  'accepted',
  'moving',
  'completed',
  'stopped',
  'obstructed',
  'timeout',
  'failed',
  'refused'
] as const
export type ReplyStatus = (typeof replyStatuses)[number]
