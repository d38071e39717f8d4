import { skewWarningMs } from './timers.ts'

/** One question to an agent and its answer. An unsolicited state counts as "sent" one round trip to the broker before. */
export interface Exchange {
  /** The phone's own clock, Unix ms. */
  sentAt: number
  heardAt: number
  /** The agent's clock in its answer, Unix ms. */
  agentTime: number
}

/** The number of exchanges that count: the latest ones. */
const counted = 5

/**
 * Returns how far the agent's clock is ahead of the phone's, ms: the median of the last five exchanges, each corrected
 * by half its round trip; null while there are none. A new `bootId` of the agent starts a new list.
 */
export function offsetOf(exchanges: readonly Exchange[]): number | null {
  const offsets = exchanges
    .filter(({ sentAt, heardAt }) => heardAt >= sentAt)
    .slice(-counted)
    .map(({ sentAt, heardAt, agentTime }) => agentTime - (sentAt + heardAt) / 2)
    .sort((a, b) => a - b)
  if (offsets.length === 0) return null
  const [low, high] = [offsets[(offsets.length - 1) >> 1]!, offsets[offsets.length >> 1]!]
  return Math.round((low + high) / 2)
}

/**
 * Tells whether the phone's clock is so wrong that its owner should know.
 * @param offset ms
 */
export function isSkewed(offset: number | null): boolean {
  return offset !== null && Math.abs(offset) > skewWarningMs
}
