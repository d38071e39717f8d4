import type { GateReport } from '#lib/domain/gates/motion.ts'
import type { GateDescription } from './description.ts'
import type { Relay } from './relay.ts'

/** An incoming MQTT message. */
export interface Message {
  topic: string
  /** UTF-8. */
  payload: string
  retain: boolean
  /** Time of arrival, Unix ms. */
  at: number
}

/** An outgoing MQTT message: never retained, and expires after `expirySeconds`. */
export interface Publish {
  topic: string
  payload: string
  qos: 0 | 1
  retain: false
  expirySeconds: number
  /** Sent this much later, ms, unless another command comes before; left out: at once. */
  afterMs?: number
  /** Lets go of a relay: the command does not fail with it, for example because the controller has no such relay. */
  aside?: true
}

/** A command that a controller can take; `position` in percent, 100 is open. */
export type Action = 'OPEN' | 'CLOSE' | 'STOP' | { position: number }

/** MQTT expiry of a command, seconds. Short, because a controller that reconnects later must not move the gate. */
export const expirySeconds = 3

/** State of a gate in its dialect: the report, and whatever the dialect needs to interpret the next message. Plain JSON. */
export interface DialectState extends GateReport {
  dialect: string
  /** Codes of problems for the operator to fix; the screen holds their text. */
  warnings: readonly string[]
}

/** Result of a discovery message for one gate. `id` is stable as long as the controller keeps its name for the gate. */
export type Discovered<State extends DialectState> =
  | { id: string; state: State }
  | { id: string; removed: true }
  /** The description cannot be used to drive a gate; a gate known before keeps its last good state. */
  | { id: string; refused: string }
  /** Not a gate but something that may belong to one, such as its obstruction sensor; null when it was removed. */
  | { id: string; part: unknown }

/** Everything that discovery has reported so far, by id. Plain JSON. */
export interface KnownGates<State extends DialectState> {
  gates: Readonly<Record<string, State>>
  parts: Readonly<Record<string, unknown>>
}

/** Translates between one make's MQTT messages and gates; all functions are pure. */
export interface Dialect<State extends DialectState> {
  /** Topics to subscribe to before any gate is known. */
  discovery: readonly string[]
  /**
   * Returns the gates that a discovery message describes. Given `known`, a gate announced again keeps its report, and
   * gates are linked to their sensors.
   */
  discover(message: Message, known?: KnownGates<State>): Discovered<State>[]
  /** Returns the topics to subscribe to for one gate; a discovery message may change them. */
  topics(state: State): readonly string[]
  /** Returns the state after a message; the same object when the message says nothing about this gate. */
  normalise(state: State, message: Message): State
  /**
   * Returns what discovery announced about the gate, which is kept as it was accepted. Left out where nothing is
   * announced: the operator's configuration alone then says how a gate is driven and read.
   */
  describe?(state: State): GateDescription
  /**
   * Returns the messages that make the gate do this; null when it cannot. Never forces the gate closed over an
   * obstruction. They replace whatever an earlier command had still to send. `at`: now, Unix ms.
   */
  command(state: State, action: Action, at?: number): readonly Publish[] | null
  /** Returns what the gate's commands reach. @param state null: nothing was announced yet, so that only its id tells */
  relays(id: string, state: State | null): readonly Relay[]
  /**
   * Returns filters of the topics on which the gate takes orders: whatever is retained there moves it at each return.
   * @param state null: nothing was announced yet, so that only its id tells
   */
  orders(id: string, state: State | null): readonly string[]
  /** Tells whether an empty message on such a topic is an order too; left out: none is. */
  obeysEmpty?(state: State, topic: string): boolean
  /** Returns the messages that query the gate's state, at start and after a silence. */
  ask(state: State): readonly Publish[]
  /** Returns the gate after such a query was published, where the dialect must remember that. `at`: Unix ms. */
  asked?(state: State, at: number): State
  /** Tells whether a part that discovery found belongs to the gate; left out where there are no parts. */
  owns?(state: State, part: unknown): boolean
  /** The gate before any message, where its operator describes it and nothing is discovered. */
  given?: State
  /** Returns the gate after a command was published, where the dialect must remember that. `at`: Unix ms. */
  told?(state: State, action: Action, at: number): State
  /** Returns the gate as time passes; the same object when nothing changes. `at`: Unix ms. */
  passed?(state: State, at: number): State
  /** Returns the messages that let go of every relay: sent at each connection, and when the controller comes back. */
  release?(state: State): readonly Publish[]
}
