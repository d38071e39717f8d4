/** Why an agent does not do what it was asked, in the order in which it asks; the words are the screen's. */
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
  'RATE_LIMITED',
  'NEEDS_SECOND'
] as const
export type RefusalCode = (typeof refusalCodes)[number]

/** What a phone finds out by itself: no connection, no agent behind the broker, no answer in time. */
export const phoneCodes = ['OFFLINE', 'AGENT_OFFLINE', 'UNKNOWN'] as const
export type PhoneCode = (typeof phoneCodes)[number]

/** What NOT_ALLOWED and REVOKED mean in particular. */
export const refusalReasons = [
  'role',
  'closed-hours',
  'no-picture',
  'no-emergency',
  'alarm-key',
  'too-long',
  'no-clock',
  'phone-waiting'
] as const
export type RefusalReason = (typeof refusalReasons)[number]

export interface CommandRefusal {
  code: RefusalCode
  why?: RefusalReason | undefined
  /** Account that locked the gate. */
  by?: string | undefined
  /** From when on it is worth asking again, Unix ms. */
  until?: number | undefined
}

/** Where a command stands, as its agent tells. */
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
