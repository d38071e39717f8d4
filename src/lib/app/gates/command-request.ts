import type { Emergency, GateAction, LockKind } from '#lib/domain/gates/contract/actions.ts'
import { attemptOf } from '#lib/domain/gates/contract/attempt.ts'
import type { CommandStatus, SentCommand } from '#lib/domain/gates/contract/command-status.ts'
import { maxPostponeAheadMs, maxPostponeMs } from '#lib/domain/gates/contract/timers.ts'
import { eveningOf, type Schedule } from '#lib/domain/gates/schedule.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'
import type { Clock, GateRequest } from '#lib/ports/ports.ts'
import { cleanText } from '../notebook/clean-text.ts'
import type { Draft } from '../notebook/record.ts'

export { eveningOf, maxPostponeAheadMs, maxPostponeMs }

/** The time within which another press on a button that says "nothing is sent" makes no further log entry, ms. */
export const samePressMs = 10_000

/** The picture of the gate that the asker saw: the hash of its bytes, and its age, ms. */
export interface SeenFrame {
  sha256: string
  ageMs: number
}

/** A command as a screen asks for it. */
export interface CommandRequest {
  action: GateAction
  /** The reason, in the asker's own words. */
  reason?: string
  override?: Emergency
  /** Id of the first person's command that this one approves. */
  approves?: string
  /** CLOSE: for an alarm; the gate is commanded even if it says that it is closing already. */
  alarm?: boolean
  /** CLOSE for an alarm: the siren sounds in a drill too. */
  siren?: boolean
  /** LOCK: the kind of lock. */
  lock?: LockKind
  /** POSTPONE: the new time of the closing, Unix ms. */
  until?: number
  /** The picture on the asker's screen at that moment. */
  frame?: SeenFrame
  /** The asker states that they see no picture of the gate. */
  noCamera?: true
  /** A drill, marked so wherever it is reported. */
  drill?: boolean
}

/** The last command asked for on this page, as far as its state is known. */
export interface OwnCommand {
  /** Its id. */
  command: string
  action: GateAction
  /** Time of the request, agent's time, Unix ms. */
  at: number
  /** The same by this phone's own clock, which its entries use. */
  askedAt: number
  /** Null when nothing was sent at all. */
  errand: CommandStatus | null
  /** Whether a passage held the gate open when it was asked for: whatever follows, that closes the gate no more. */
  endsHold: boolean
}

/** A command that was asked for. */
export interface SentRequest {
  ask: GateRequest
  sent: SentCommand
  askedAt: number
  offline: boolean
  endsHold: boolean
}

/**
 * Returns the command for the gate; typed text is put into NFC and trimmed. @param stateSeq the state that the asker
 * saw
 */
export function askOf(
  asking: CommandRequest,
  stateSeq: number,
  now: number,
  clock: Pick<Clock, 'random'>
): GateRequest {
  const { action, reason, override, approves, alarm, siren, lock, until, frame, noCamera, drill } = asking
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
    ...(alarm && { alarm }),
    ...(siren && { siren }),
    ...(lock && { lock }),
    ...(until !== undefined && { until }),
    ...(drill && { drill })
  }
}

/** Returns a command as its screens see it. @param errand null when nothing was sent */
export function requestStatus(
  { ask, sent, askedAt, endsHold }: SentRequest,
  errand: CommandStatus | null
): OwnCommand {
  return { command: ask.id, action: ask.action, at: sent.at, askedAt, errand, endsHold }
}

/** Returns the log entry of a command as its phone claims it. @param heard its status; 'OFFLINE': it was not sent */
export function attemptDraft(
  { ask, sent: { unit, gate } }: SentRequest,
  heard: CommandStatus | 'OFFLINE'
): Draft<'gates.command-attempted'> {
  const place = { unit, book: 'gates', stream: `gate/${gate}` } as const
  return { ...place, type: 'gates.command-attempted', body: attemptOf(loggedCommand(ask), heard) }
}

/** Returns a command as the log records it. */
function loggedCommand({ id, action, reason, override, approves, drill }: GateRequest) {
  return {
    id,
    action,
    ...(reason !== undefined && { reason }),
    ...(override !== undefined && { override }),
    ...(approves !== undefined && { approves }),
    ...(drill && { drill })
  }
}

/** Returns the evenings whose closing is put off: the hour of each and until when, Unix ms. */
export function postponedEvenings(
  schedule: Schedule | null,
  postponed: readonly number[]
): { hour: number; until: number }[] {
  return schedule ? postponed.map((until) => ({ hour: eveningOf(schedule, until).hour, until })) : []
}

/**
 * Tells until when the closing to come is put off, Unix ms, null: it is not; and whether this account may put it off, or
 * off again. @param ahead whether it is police, who may do it more than once an evening
 */
export function putOff(
  closesAt: number | null,
  postponed: readonly number[],
  ahead: boolean
): { until: number | null; offers: boolean } {
  const until = closesAt !== null && postponed.includes(closesAt) ? closesAt : null
  return { until, offers: closesAt !== null && (until === null || ahead) }
}
