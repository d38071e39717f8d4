import { expirySeconds, type Action, type Publish } from '../dialect.ts'
import { isPercentage, rawOf, type Range } from '../percent.ts'
import { positionPayload } from './render.ts'
import type { CoverConfig } from './shapes.ts'
import { compiled, isCommand, type Template } from './template.ts'

/** The payloads of a controller's commands; null when it lacks the command. */
export interface Commands {
  topic: string | null
  qos: 0 | 1
  open: string | null
  close: string | null
  stop: string | null
}

export interface SetPosition {
  topic: string
  template: Template | null
  range: Range
}

/** Returns the command words, without any that means something else when repeated: a repeated one would move a gate unasked. */
export function commandsOf(config: CoverConfig): { commands: Commands; toggles: boolean } {
  const { payload_open: open, payload_close: close, payload_stop: stop, command_topic, qos } = config
  const topic = command_topic ?? null
  const isToggle = (word: string | null) => word?.trim().toUpperCase() === 'TOGGLE'
  const oneButton = open !== null && open === close
  const stopMoves = stop !== null && (stop === open || stop === close)
  const sent = (word: string | null, never: boolean) =>
    topic === null || never || isToggle(word) ? null : word
  const commands = {
    topic,
    qos,
    open: sent(open, oneButton),
    close: sent(close, oneButton),
    stop: sent(stop, stopMoves)
  }
  return { commands, toggles: oneButton || stopMoves || [open, close, stop].some(isToggle) }
}

/** Returns how to request a position; null when the config has no topic for it. */
export function setPositionOf(config: CoverConfig): SetPosition | null | 'unreadable' {
  const { set_position_topic: topic, set_position_template: text } = config
  if (!topic) return null
  const template = text ? compiled(text) : null
  if (text && !(template && isCommand(template))) return 'unreadable'
  return { topic, template, range: { open: config.position_open, closed: config.position_closed } }
}

/** Returns the messages for an action; null when the controller cannot do it. Never retained, whatever the config asks for. */
export function published(
  { topic, qos, open, close, stop }: Commands,
  setPosition: SetPosition | null,
  action: Action
): Publish[] | null {
  const asked =
    typeof action === 'object'
      ? setPosition && { topic: setPosition.topic, payload: positionAsked(setPosition, action.position) }
      : { topic, payload: { OPEN: open, CLOSE: close, STOP: stop }[action] }
  if (!asked || asked.topic === null || asked.payload === null) return null
  return [{ topic: asked.topic, payload: asked.payload, qos, retain: false, expirySeconds }]
}

function positionAsked({ template, range }: SetPosition, percent: number): string | null {
  if (!isPercentage(percent)) return null
  return positionPayload(template, percent, rawOf(percent, range))
}
