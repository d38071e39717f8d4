import type { ShutterAction, Shutter } from '../shutter.ts'

/** What a controller publishes by itself. */
export interface ControllerMessage {
  topic: string
  payload: string
  retain: boolean
}

/** A make of controller: what it says on MQTT, and what it does when told. Pure; the wires are elsewhere. */
export interface Controller {
  /** The topics that it hears. */
  topics: readonly string[]
  /** What the broker publishes for it when it is gone. */
  will: ControllerMessage
  /** What it says after its power came on or its network came back. */
  boot(shutter: Shutter): ControllerMessage[]
  /** What a message makes it do, and answer. */
  hear(topic: string, payload: string, shutter: Shutter): { push?: ShutterAction; told?: ControllerMessage[] }
  /** What it says when the shutter has gone from one state to the next. */
  tell(before: Shutter, after: Shutter): ControllerMessage[]
}

export const motionWord = (
  { direction, position }: Shutter,
  words: Record<'opening' | 'closing' | 'open' | 'closed', string>
) =>
  direction > 0 ? words.opening : direction < 0 ? words.closing : position === 0 ? words.closed : words.open

/** Whole percent, and an end only at the end. */
export const percent = ({ position }: Shutter) =>
  position === 0 || position === 100 ? position : Math.min(99, Math.max(1, Math.round(position)))

/** Only what differs is said again. */
export function changedMessages(
  before: readonly ControllerMessage[],
  after: readonly ControllerMessage[]
): ControllerMessage[] {
  return after.filter(
    ({ topic, payload }) => !before.some((old) => old.topic === topic && old.payload === payload)
  )
}
