import type { GateReport } from '../../motion.ts'
import type { GateAction, LockKind } from '../actions.ts'
import type { CommandRefusal } from '../codes.ts'
import type { Command } from '../command.ts'
import type { KeyHolder } from '../keys.ts'
import type { ReplayGuard } from './replay-guard.ts'
import type { Policy } from './policy.ts'
import type { Reply } from '../reply.ts'

/** Who locked a gate, how, and when (Unix ms). */
export interface Lock {
  kind: LockKind
  by: string
  since: number
}

/** Everything an agent goes by when it judges a command; the command itself knows nothing of it. */
export interface CheckContext {
  /** Did the signature verify with the holder's key? */
  signed: boolean
  holder: KeyHolder
  /** The agent's clock, Unix ms; where it does not know the time, any clock that only goes forward. */
  now: number
  /** Null: the clock is right. Else what the agent published lately, and when, by that same clock. */
  challenges: readonly { nonce: string; at: number }[] | null
  policy: Policy
  lock: Lock | null
  report: GateReport
  ledger: ReplayGuard
}

export type CommandVerdict =
  | { verdict: 'refused'; refusal: CommandRefusal }
  /** `DUPLICATE`: answered with what was told before; nothing moves. */
  | { verdict: 'repeated'; reply: Reply }
  /** `act` is what to do: the action asked for, or STOP where the gate runs the other way. */
  | { verdict: 'accepted'; act: GateAction }

/** One question about a command, or about what else is asked of an agent; null: nothing against it. */
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
