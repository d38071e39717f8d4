import type { Refusal } from './codes.ts'
import { Command } from './command.ts'
import { opened, type SignedText } from './envelope.ts'
import type { KeyHolder } from './keys.ts'
import { parseTopic } from './topics.ts'

/** An MQTT message as it came in on a gate's command topic. */
export interface Incoming {
  topic: string
  /** UTF-8. */
  payload: string
  retain: boolean
}

export type Heard =
  /** Its signature has yet to be verified, then `judge` decides. */
  | { command: Command; holder: KeyHolder; signed: SignedText }
  /** `command`, where it could be read at all, is nobody's word yet. */
  | { refusal: Refusal; command: Command | null }

/**
 * What an agent asks before it spends a signature check: retained, readable, and topic's account = actor = owner of the key.
 * @param home the gate that this agent drives
 * @param holderOf who stands behind a key of an account, or null
 */
export function hear(
  { topic, payload, retain }: Incoming,
  home: { unit: string; gate: string },
  holderOf: (account: string, key: string) => KeyHolder | null
): Heard {
  // A retained command is delivered again and again, to whoever subscribes next.
  if (retain) return { refusal: { code: 'RETAINED' }, command: null }
  const read = opened(payload, Command)
  const to = parseTopic(topic)
  if (!read || to?.kind !== 'command' || !isFor(read.body, home) || !isFor(to, home))
    return { refusal: { code: 'BAD_FORMAT' }, command: null }
  const { body: command, signed } = read
  const holder = to.account === command.actor ? holderOf(command.actor, command.key) : null
  if (holder?.account !== command.actor) return { refusal: { code: 'ACTOR_MISMATCH' }, command }
  return { command, holder, signed }
}

function isFor(what: { unit: string; gate: string }, home: { unit: string; gate: string }): boolean {
  return what.unit === home.unit && what.gate === home.gate
}
