import type { ShutterAction, Shutter } from '../shutter.ts'

/** A message that a controller publishes. */
export interface ControllerMessage {
  topic: string
  payload: string
  retain: boolean
}

/** Simulates a make of controller: its MQTT messages and its reactions. Pure; connections are made elsewhere. */
export interface Controller {
  /** Topics to subscribe to. */
  topics: readonly string[]
  /** Its MQTT will. */
  will: ControllerMessage
  /** Returns its messages after it powers up or reconnects. */
  boot(shutter: Shutter): ControllerMessage[]
  /** Returns its reaction to a message, and any replies. */
  hear(topic: string, payload: string, shutter: Shutter): { push?: ShutterAction; told?: ControllerMessage[] }
  /** Returns its messages after the shutter changed. */
  tell(before: Shutter, after: Shutter): ControllerMessage[]
}

export const motionWord = (
  { direction, position }: Shutter,
  words: Record<'opening' | 'closing' | 'open' | 'closed', string>
) =>
  direction > 0 ? words.opening : direction < 0 ? words.closing : position === 0 ? words.closed : words.open

/** Rounds to whole percent; 0 and 100 only at the ends themselves. */
export const percent = ({ position }: Shutter) =>
  position === 0 || position === 100 ? position : Math.min(99, Math.max(1, Math.round(position)))

/** Returns only the messages that differ from before. */
export function changedMessages(
  before: readonly ControllerMessage[],
  after: readonly ControllerMessage[]
): ControllerMessage[] {
  return after.filter(
    ({ topic, payload }) => !before.some((old) => old.topic === topic && old.payload === payload)
  )
}
