import { readFileSync } from 'node:fs'
import type { Dialect, DialectState, KnownGates, Message } from '../dialect.ts'
import { nothingKnown } from '../known-gates.ts'
import { play } from './play.ts'

/** Builds an MQTT message, not retained. */
export function message(topic: string, say: unknown, more: Partial<Message> = {}): Message {
  return {
    topic,
    payload: typeof say === 'string' ? say : JSON.stringify(say),
    retain: false,
    at: 1000,
    ...more
  }
}

/** Returns the known gates after these messages. */
export function after<State extends DialectState>(
  dialect: Dialect<State>,
  messages: readonly Message[],
  known: KnownGates<State> = nothingKnown
): KnownGates<State> {
  return messages.reduce((known, message) => play(dialect, known, message).known, known)
}

/** Returns the gate with that id after these messages. @throws when there is none */
export function gateAfter<State extends DialectState>(
  dialect: Dialect<State>,
  id: string,
  messages: readonly Message[]
): State {
  const gate = after(dialect, messages).gates[id]
  if (!gate) throw new Error(`no gate ${id}`)
  return gate
}

/** Returns the payload of a golden file's first step, its discovery message. */
export function firstSaid(file: string): unknown {
  const [story] = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as {
    steps: { say: unknown }[]
  }[]
  return story!.steps[0]!.say
}
