import type { GateAction, LockKind } from '#lib/domain/gates/contract/actions.ts'
import type { GateAlert } from '#lib/domain/gates/contract/alert.ts'
import type { Command } from '#lib/domain/gates/contract/command.ts'
import type { Reply } from '#lib/domain/gates/contract/reply.ts'
import type { GateState } from '#lib/domain/gates/contract/state.ts'
import type { Source } from './source.ts'

/** What somebody asks of a motor gate; the line adds what proves it. */
export type GateRequest = Pick<Command, 'id' | 'seen' | 'reason' | 'drill'> & {
  action: GateAction
  override?: Extract<Command, { action: 'OPEN' }>['override']
  approves?: string | undefined
  lock?: LockKind
  until?: number
}

/** What a phone has heard of one gate; every word of it was signed by the gate's own agent. */
export interface GateSnapshot {
  state: GateState | null
  /** The broker says that the agent has left it. */
  agentGone: boolean
  /** Answers to what this page asked of that gate, in no order. */
  replies: readonly Reply[]
}

/** The line to a unit's motor gates. It is live or it is nothing: what cannot be sent now is not sent later. */
export interface GateConnection {
  /** `lost` also while it is tried again. */
  readonly state: 'connecting' | 'open' | 'lost'
  /** The agent's time as this phone knows it, Unix ms. */
  now(gate: string): number
  /** Is this phone's own clock so wrong that its owner should know? */
  skewed(gate: string): boolean
  /** Tells of each change of what is heard or of the line itself; the line is kept while anybody listens. */
  heard(gate: string): Source<GateSnapshot>
  /** What the unit's gates tell without being asked, each thing once, as it comes; the line is kept for that alone too. */
  alerts(): Source<GateAlert>
  /** `OFFLINE`: not a byte has left. `UNKNOWN`: it left, and nothing more is known of it. */
  send(
    gate: string,
    ask: GateRequest
  ): Promise<'sent' | 'OFFLINE' | 'AGENT_OFFLINE' | 'NOT_ALLOWED' | 'UNKNOWN'>
  /**
   * Shows what the gate's camera sees in that place of a page, by the first of those ways that works, until the returned
   * stop is called; of several places the latest one. Its code comes with the first.
   */
  show(gate: string, place: HTMLElement, ways: readonly CameraWay[], told: CameraListener): () => void
  stop(): Promise<void>
}

/** Video, JPEG after JPEG on one line, each asked for by itself, or one now and then. */
export type CameraWay = 'mse' | 'mjpeg' | 'frame' | 'glance'

/** A picture that is on the screen. */
export interface CameraPicture {
  /** When it reached the gate's agent, Unix ms of the agent's clock. */
  at: number
  way: CameraWay
  /** SHA-256 of the bytes as the camera made them, base64url; null: it is one of a video. */
  sha256: (() => Promise<string>) | null
}

export interface CameraListener {
  seen(picture: CameraPicture): void
  /** `OFFLINE`: nobody could be asked; `refused`: this account may not see the gate. */
  noSight(code: 'OFFLINE' | 'UNKNOWN' | 'refused'): void
}
