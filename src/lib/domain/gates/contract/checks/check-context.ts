import type { GateReport } from '../../motion.ts'
import type { Schedule } from '../../schedule.ts'
import type { GateAction, LockKind } from '../actions.ts'
import type { CommandRefusal } from '../codes.ts'
import type { Command } from '../command.ts'
import type { GateHolder } from '../keys.ts'
import type { ReplayGuard } from './replay-guard.ts'
import type { Policy } from './policy.ts'
import type { Reply } from '../reply.ts'

/** A lock on a gate: its kind, the account that set it, and the time (Unix ms). */
export interface Lock {
  kind: LockKind
  by: string
  since: number
}

/** Everything that an agent considers in judging a command, apart from the command itself. */
export interface CheckContext {
  /** True when the signature verified with the holder's key. */
  signed: boolean
  holder: GateHolder
  /** The agent's clock, Unix ms; where it does not know the time, any monotonic clock. */
  now: number
  /** Null: the clock is right. Else the challenges that the agent published lately, with their times by that same clock. */
  challenges: readonly { nonce: string; at: number }[] | null
  /** Longest validity of a command, ms; absent: `maxLifetimeMs`. */
  longest?: number
  policy: Policy
  lock: Lock | null
  /** Whether a decision of the People's Committee on the gate is known to be in force. */
  decided: boolean
  /** Whether the closing of the evening that the command is about is postponed already. */
  postponed: boolean
  /** When the gate closes by itself; null: never. */
  schedule: Schedule | null
  report: GateReport
  ledger: ReplayGuard
  /**
   * Limits what the agent obeys while its disk is full or broken to commands that need not be written down. Absent:
   * everything.
   */
  obeys?: Obeys
}

/** `alarms`: to stop, and to close for an alarm; `stops`: to stop alone. */
export type Obeys = 'everything' | 'alarms' | 'stops'

export type CommandVerdict =
  | { verdict: 'refused'; refusal: CommandRefusal }
  /** `DUPLICATE`: answered with the earlier reply; nothing moves. */
  | { verdict: 'repeated'; reply: Reply }
  /** `act` is the action to take: the one asked for, or STOP where the gate runs the other way. */
  | { verdict: 'accepted'; act: GateAction }

/** One check of a command, or of another request to an agent; null: no objection. */
export type Check<Asked = Command, Around = CheckContext> = (
  asked: Asked,
  around: Around
) => CommandVerdict | null

export function refuseWith(
  code: CommandRefusal['code'],
  more: Omit<CommandRefusal, 'code'> = {}
): CommandVerdict {
  return { verdict: 'refused', refusal: { code, ...more } }
}
