import { expirySeconds, type Publish } from './dialect.ts'

/**
 * The message by which Home Assistant says that it has started, at which controllers announce and report themselves
 * anew. What is left out is as Home Assistant comes with, whatever the prefix of discovery.
 */
export interface BirthMessage {
  topic?: string | undefined
  payload?: string | undefined
}

/** Returns the query of controllers that know no other: Home Assistant's birth message. */
export function bornAgain({
  topic = 'homeassistant/status',
  payload = 'online'
}: BirthMessage = {}): Publish[] {
  return [{ topic, payload, qos: 1, retain: false, expirySeconds }]
}
