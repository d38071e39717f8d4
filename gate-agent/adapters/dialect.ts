import type { GateReport } from '#lib/domain/gates/motion.ts'

/** One MQTT message as it came in. */
export interface Message {
  topic: string
  /** UTF-8. */
  payload: string
  retain: boolean
  /** When it arrived, Unix ms. */
  at: number
}

/** One MQTT message to send: never retained, and of no use after `expirySeconds`. */
export interface Publish {
  topic: string
  payload: string
  qos: 0 | 1
  retain: false
  expirySeconds: number
}

/** What a controller can be told; `position` in percent, 100 is open. */
export type Action = 'OPEN' | 'CLOSE' | 'STOP' | { position: number }

/** A command to a controller is worth nothing after this, seconds: a gate that wakes up later must not move. */
export const expirySeconds = 3

/** A gate as its dialect knows it: the report, and beside it what that dialect needs to read on. Plain JSON. */
export interface DialectState extends GateReport {
  dialect: string
  /** What an operator should put right, as codes; the words are the screen's. */
  warnings: readonly string[]
}

/** What a discovery message says of one gate. `id` stays the same as long as the controller calls it so. */
export type Discovered<State extends DialectState> =
  | { id: string; state: State }
  | { id: string; removed: true }
  /** Nobody can drive a gate by this; a gate known before keeps its last good state. */
  | { id: string; refused: string }
  /** No gate, but what may belong to one, as its obstruction sensor; null: it is gone. */
  | { id: string; part: unknown }

/** What discovery has told so far, by id, as `learn` keeps it. Plain JSON. */
export interface KnownGates<State extends DialectState> {
  gates: Readonly<Record<string, State>>
  parts: Readonly<Record<string, unknown>>
}

/** The three doors of a dialect, all pure. */
export interface Dialect<State extends DialectState> {
  /** The topics to subscribe before any gate is known. */
  discovery: readonly string[]
  /** The gates that a message on one of those tells of. With `known` a gate told of again keeps its report, and what belongs together is found together. */
  discover(message: Message, known?: KnownGates<State>): Discovered<State>[]
  /** The topics to subscribe for one gate; they may be others after a discovery message. */
  topics(state: State): readonly string[]
  /** The state after a message; the same object when it says nothing of this gate. */
  normalise(state: State, message: Message): State
  /** What to publish so that the gate does this; null where it cannot. Closing is never forced over an obstruction. */
  command(state: State, action: Action): readonly Publish[] | null
  /** What to publish to hear how the gate stands, at start and after a silence. */
  ask(state: State): readonly Publish[]
}
