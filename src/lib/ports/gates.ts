import type { GateAction, LockKind } from '#lib/domain/gates/contract/actions.ts'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { BoxReply } from '#lib/domain/gates/contract/gate-box/box-reply.ts'
import type { BoxRequest } from '#lib/domain/gates/contract/gate-box/box-request.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { SurveyReply } from '#lib/domain/gates/contract/survey/survey-reply.ts'
import type { Proposal } from '#lib/domain/gates/contract/survey/proposal.ts'
import type { SmsRequest } from '#lib/domain/gates/contract/sms-text.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { Session } from './session.ts'
import type { Source } from './source.ts'

export interface GatePorts {
  /**
   * Connects to the unit's motor gates; its code loads with the first call.
   * @param local the address of the broker on a gate's own network; without it the commune's
   * @throws when its code cannot be loaded now
   */
  openGateConnection(session: Session, local?: string): Promise<GateConnection>
  /** Tells whether the browser says that there is no network: known before any connection's code has loaded. */
  isOffline(): boolean
}

/** A person's request to a motor gate; the connection adds the proof. */
export type GateRequest = Pick<Command, 'id' | 'seen' | 'reason' | 'drill'> & {
  action: GateAction
  override?: Extract<Command, { action: 'OPEN' }>['override']
  approves?: string | undefined
  /** CLOSE: for an alarm. */
  alarm?: true
  /** CLOSE for an alarm: the siren sounds in a drill too. */
  siren?: true
  lock?: LockKind
  until?: number
}

/** A phone's knowledge of one gate; every part of it was signed by the gate's own agent. */
export interface GateSnapshot {
  state: GateState | null
  /** The broker reports that the agent has disconnected. */
  agentGone: boolean
  /** Answers to this page's requests to that gate, in no order. */
  replies: readonly Reply[]
}

/** The outcome of a request. `OFFLINE`: not a byte has left; `UNKNOWN`: it left, and nothing more is known of it. */
export type GateRequestResult = 'sent' | 'OFFLINE' | 'AGENT_OFFLINE' | 'NOT_ALLOWED' | 'UNKNOWN'

/** A request of whoever connects a gate to its controller, see `SurveyRequest`. */
export type SurveyAsk =
  | { survey: 'hear'; marks?: true }
  | { survey: 'try'; proposal: Proposal }
  | { survey: 'keep'; digest: string }

/** The agent's answer, or why there is none. */
export type SurveyOutcome = SurveyReply | { code: Exclude<GateRequestResult, 'sent'> }

type BoxFields = 'v' | 'id' | 'unit' | 'gate' | 'iat' | 'exp' | 'actor' | 'key' | 'nonce'
type BoxAsked = { [Kind in BoxRequest['box']]: Omit<Extract<BoxRequest, { box: Kind }>, BoxFields> }
/** A request to the box at a gate, see `BoxRequest`; the connection adds the proof. */
export type BoxAsk = BoxAsked[BoxRequest['box']]

/** The agent's answer, or why there is none. */
export type BoxOutcome = BoxReply | { code: Exclude<GateRequestResult, 'sent'> }

/** A connection to a unit's motor gates. Nothing is queued: what cannot be sent now is not sent later. */
export interface GateConnection {
  /** `lost` also while it reconnects. */
  readonly state: 'connecting' | 'open' | 'lost'
  /** Returns the agent's time by which its messages are judged, as this phone knows it, Unix ms. */
  now(gate: string): number
  /** Tells whether this phone's own clock is so wrong that its owner should know. */
  skewed(gate: string): boolean
  /**
   * Reports each change of a gate's state as known here, or of the connection, which stays open while anybody
   * subscribes.
   */
  heard(gate: string): Source<GateSnapshot>
  /** Reports each alert of the unit's gates once, as it arrives; the connection stays open for that alone too. */
  alerts(): Source<GateAlert>
  send(gate: string, request: GateRequest): Promise<GateRequestResult>
  /**
   * Signs a text message for the gate's modem, as of now; its owner sends it, or not. Null: the names are too long for one.
   */
  textMessage(gate: string, request: SmsRequest): Promise<string | null>
  /** Surveys a gate once; only an agent's own broker at the gate passes it on. */
  survey(gate: string, asked: SurveyAsk): Promise<SurveyOutcome>
  /** Asks the box at a gate once; only an agent's own broker at the gate passes it on. */
  box(gate: string, asked: BoxAsk): Promise<BoxOutcome>
  /**
   * Shows the gate's camera in that element, by the first of those ways that works, until the returned function is called;
   * of several elements the latest one shows it. Its code loads with the first call.
   */
  show(gate: string, place: HTMLElement, ways: readonly CameraWay[], listener: CameraListener): () => void
  stop(): Promise<void>
}

/**
 * The way pictures arrive: as video, as one JPEG after the other in one response, or each requested separately, often
 * or seldom.
 */
export type CameraWay = 'mse' | 'mjpeg' | 'frame' | 'glance'

/** A picture that is on the screen. */
export interface CameraPicture {
  /** Time at which it reached the gate's agent, Unix ms of the agent's clock. */
  at: number
  way: CameraWay
  /** SHA-256 of the bytes as the camera made them, base64url; null for a frame of a video. */
  sha256: (() => Promise<string>) | null
}

/**
 * The reason why there is no new picture. `OFFLINE`: nobody could be asked; `refused`: this account may not see the
 * gate.
 */
export type CameraProblem = 'OFFLINE' | 'UNKNOWN' | 'refused'

export interface CameraListener {
  seen(picture: CameraPicture): void
  noSight(code: CameraProblem): void
}
