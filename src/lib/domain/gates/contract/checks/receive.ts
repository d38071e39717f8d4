import type * as v from 'valibot'
import type { CommandRefusal } from '../codes.ts'
import { Command } from '../command.ts'
import { opened, type SignedText } from '../envelope.ts'
import type { GateHolder } from '../keys.ts'
import { CameraRequest } from '../camera/camera-request.ts'
import { BoxRequest } from '../gate-box/box-request.ts'
import { SurveyRequest } from '../survey/survey-request.ts'
import { parseTopic } from '../topics.ts'

/** An MQTT message as received on one of a gate's topics for phones. */
export interface GateMessage {
  topic: string
  /** UTF-8. */
  payload: string
  retain: boolean
}

export type ReceivedCommand =
  /** Its signature has yet to be verified; then `judgeCommand` decides. */
  | { command: Command; holder: GateHolder; signed: SignedText }
  /** `command`, where it could be read at all, is not yet proven to be anybody's. */
  | { refusal: CommandRefusal; command: Command | null }

/** The same for a camera request; `refuseCameraRequest` decides. */
export type ReceivedCameraRequest =
  | { look: CameraRequest; holder: GateHolder; signed: SignedText }
  | { refusal: CommandRefusal; look: CameraRequest | null }

/** The same for a survey; `refuseSurvey` decides. */
export type ReceivedSurvey =
  | { survey: SurveyRequest; holder: GateHolder; signed: SignedText }
  | { refusal: CommandRefusal; survey: SurveyRequest | null }

/** The same for a request to the box; `refuseBoxRequest` decides. */
export type ReceivedBoxRequest =
  | { request: BoxRequest; holder: GateHolder; signed: SignedText }
  | { refusal: CommandRefusal; request: BoxRequest | null }

type Home = { unit: string; gate: string }
/** Looks up the holder of an account's key as this gate sees it; null when there is none. */
export type HolderOf = (sought: { account: string; key: string; gate: string }) => GateHolder | null

/**
 * Makes the checks that come before the costly verification of the signature: not retained, readable, and topic's
 * account = actor = owner of the key.
 * @param home the gate that this agent drives
 */
export function receive(incoming: GateMessage, home: Home, holderOf: HolderOf): ReceivedCommand {
  const { body: command, ...rest } = atTheDoor(incoming, 'command', Command, home, holderOf)
  return { command, ...rest } as ReceivedCommand
}

/** Makes the same three checks of a camera request. */
export function receiveCameraRequest(
  incoming: GateMessage,
  home: Home,
  holderOf: HolderOf
): ReceivedCameraRequest {
  const { body: look, ...rest } = atTheDoor(incoming, 'look', CameraRequest, home, holderOf)
  return { look, ...rest } as ReceivedCameraRequest
}

/** Makes the same three checks of a survey. */
export function receiveSurvey(incoming: GateMessage, home: Home, holderOf: HolderOf): ReceivedSurvey {
  const { body: survey, ...rest } = atTheDoor(incoming, 'survey', SurveyRequest, home, holderOf)
  return { survey, ...rest } as ReceivedSurvey
}

/** Makes the same three checks of a request to the box. */
export function receiveBoxRequest(incoming: GateMessage, home: Home, holderOf: HolderOf): ReceivedBoxRequest {
  const { body: request, ...rest } = atTheDoor(incoming, 'box', BoxRequest, home, holderOf)
  return { request, ...rest } as ReceivedBoxRequest
}

type Addressed = { unit: string; gate: string; actor: string; key: string }
type AtTheDoor<Body> =
  { body: Body; holder: GateHolder; signed: SignedText } | { body: Body | null; refusal: CommandRefusal }

function atTheDoor<Schema extends v.GenericSchema<unknown, Addressed>>(
  { topic, payload, retain }: GateMessage,
  kind: 'command' | 'look' | 'survey' | 'box',
  schema: Schema,
  home: Home,
  holderOf: HolderOf
): AtTheDoor<v.InferOutput<Schema>> {
  // A retained message would be delivered again and again, to each new subscriber.
  if (retain) return { refusal: { code: 'RETAINED' }, body: null }
  const read = opened(payload, schema)
  const to = parseTopic(topic)
  if (!read || to?.kind !== kind || !isFor(read.body, home) || !isFor(to, home))
    return { refusal: { code: 'BAD_FORMAT' }, body: null }
  const { body, signed } = read
  const holder =
    to.account === body.actor ? holderOf({ account: body.actor, key: body.key, gate: home.gate }) : null
  if (holder?.account !== body.actor) return { refusal: { code: 'ACTOR_MISMATCH' }, body }
  return { body, holder, signed }
}

function isFor(what: Home, home: Home): boolean {
  return what.unit === home.unit && what.gate === home.gate
}
