import type { Command } from '../command.ts'
import { isNewest } from './replay-guard.ts'
import { resultOf } from '../results.ts'
import { maxAheadMs, maxLifetimeMs, nonceMs } from '../timers.ts'
import { refuseWith, type Check, type CheckContext } from './check-context.ts'

export const forged: Check<unknown, Pick<CheckContext, 'signed'>> = (_, { signed }) =>
  signed ? null : refuseWith('BAD_SIGNATURE')

export const revoked: Check<unknown, Pick<CheckContext, 'holder'>> = (_, { holder: { standing } }) => {
  if (standing === 'approved') return null
  return standing === 'waiting' ? refuseWith('REVOKED', { why: 'phone-waiting' }) : refuseWith('REVOKED')
}

/** Refuses stale commands: by the clock, or where the agent has none, by a challenge that it gave out a moment ago. */
export const stale: Check<
  Pick<Command, 'iat' | 'exp' | 'nonce'>,
  Pick<CheckContext, 'now' | 'challenges' | 'longest'>
> = ({ iat, exp, nonce }, { now, challenges, longest = maxLifetimeMs }) => {
  if (exp - iat > longest) return refuseWith('STALE')
  if (challenges) {
    const given = challenges.some((challenge) => challenge.nonce === nonce && now - challenge.at <= nonceMs)
    return given ? null : refuseWith('STALE')
  }
  if (now > exp) return refuseWith('STALE')
  return iat > now + maxAheadMs ? refuseWith('CLOCK_SKEW') : null
}

/** Answers a repeated command with its first outcome. */
export const seenBefore: Check = ({ id }, { ledger }) => {
  const known = resultOf(ledger.results, id)
  return known ? { verdict: 'repeated', reply: known.reply } : null
}

export const replayed: Check = (command, { ledger }) =>
  isNewest(command, ledger) ? null : refuseWith('REPLAY')
