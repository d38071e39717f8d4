import type { Emergency, GateAction, LockKind } from '#lib/domain/gates/contract/actions.ts'
import type { CommandStatus, SentCommand } from '#lib/domain/gates/contract/command-status.ts'
import { maxPostponeMs } from '#lib/domain/gates/contract/timers.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Clock, GateRequest } from '#lib/ports/ports.ts'
import { cleanText } from '../notebook/clean-text.ts'

export { maxPostponeMs }

/** A picture of the gate that somebody saw: of which bytes, and how old, ms. */
export interface SeenFrame {
  sha256: string
  ageMs: number
}

/** What a screen asks for. */
export interface CommandRequest {
  action: GateAction
  /** Why, in the asker's own words. */
  reason?: string
  override?: Emergency
  /** The command of a first person that this one seconds. */
  approves?: string
  /** LOCK: how. */
  lock?: LockKind
  /** POSTPONE: to when the closing waits, Unix ms. */
  until?: number
  /** The picture before his eyes, as it was when he asked. */
  frame?: SeenFrame
  /** He says himself that he sees no picture of the gate. */
  noCamera?: true
  /** An exercise, marked so wherever it is told of. */
  drill?: boolean
}

/** The command asked for last on this page, as far as it is known. */
export interface OwnCommand {
  /** Its id. */
  command: string
  action: GateAction
  /** When it was asked for, agent's time, Unix ms. */
  at: number
  /** The same by this phone's own clock, as its entries have it. */
  askedAt: number
  /** Null: nothing was sent at all. */
  errand: CommandStatus | null
}

/** A command that was asked for. */
export interface SentRequest {
  ask: GateRequest
  sent: SentCommand
  askedAt: number
  offline: boolean
}

/** The command that goes to the gate; what was typed comes in NFC and trimmed. @param stateSeq the state before the asker's eyes */
export function askOf(
  asking: CommandRequest,
  stateSeq: number,
  now: number,
  clock: Pick<Clock, 'random'>
): GateRequest {
  const { action, reason, override, approves, lock, until, frame, noCamera, drill } = asking
  const words = reason === undefined ? '' : cleanText(reason)
  return {
    id: uuidv7(now, clock.random(10)),
    action,
    seen: {
      stateSeq,
      ...(frame && { frameSha256: frame.sha256, frameAgeMs: frame.ageMs }),
      ...(noCamera && { noCamera })
    },
    ...(words && { reason: words }),
    ...(override && { override }),
    ...(approves && { approves }),
    ...(lock && { lock }),
    ...(until !== undefined && { until }),
    ...(drill && { drill })
  }
}

/** What the log says of a command. */
export function loggedCommand({ id, action, reason, override, approves, drill }: GateRequest) {
  return {
    id,
    action,
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { override }),
    ...(approves !== undefined && { approves }),
    ...(drill && { drill })
  }
}
