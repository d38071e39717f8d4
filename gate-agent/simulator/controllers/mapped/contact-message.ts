import { changedMessages, type Controller, type ControllerMessage } from '../controller.ts'
import type { Shutter } from '../../shutter.ts'

/** The parts that controllers of contacts have in common: what the contact says, and the last will. */
export interface ContactController {
  topics: readonly string[]
  /** Returns what the contact says of the shutter. */
  says(shutter: Shutter): ControllerMessage[]
  /** Returns the availability message. */
  here(is: boolean): ControllerMessage
  hear: Controller['hear']
}

/** Simulates a controller that knows only whether its contact is closed. */
export function contactController({ topics, says, here, hear }: ContactController): Controller {
  return {
    topics,
    will: here(false),
    boot: (shutter) => [here(true), ...says(shutter)],
    hear,
    tell: (before, after) => changedMessages(says(before), says(after))
  }
}

export const passing = (topic: string, payload: string): ControllerMessage => ({
  topic,
  payload,
  retain: false
})
export const kept = (topic: string, payload: string): ControllerMessage => ({ topic, payload, retain: true })
