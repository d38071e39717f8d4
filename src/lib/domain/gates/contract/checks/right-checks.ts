import { opens } from '../actions.ts'
import type { Command } from '../command.ts'
import { within, type Hours } from '../hours.ts'
import { own, type ReplayGuard, type PendingApproval } from './replay-guard.ts'
import { mayAsk } from './policy.ts'
import { approvalMs, maxPostponeMs, rateLimit, rateWindowMs } from '../timers.ts'
import { refuseWith, type Check, type CheckContext } from './check-context.ts'

/** An alarm key works while its phone is locked: it closes, and does nothing else at all. */
export const alarmKeyOpens: Check = ({ action }, { holder }) =>
  holder.use === 'alarm' && action !== 'CLOSE' ? refuseWith('NOT_ALLOWED', { why: 'alarm-key' }) : null

/** What it shows is for a phone that somebody has unlocked. */
export const alarmKeyLooks: Check<unknown, Pick<CheckContext, 'holder'>> = (_, { holder }) =>
  holder.use === 'alarm' ? refuseWith('NOT_ALLOWED', { why: 'alarm-key' }) : null

export const wrongRole: Check = ({ action }, { policy, holder }) =>
  mayAsk(policy, action, holder.roles) ? null : refuseWith('NOT_ALLOWED', { why: 'role' })

export const closedHours: Check = ({ action }, { policy, ...world }) =>
  opens(action) && inForce(policy.closedHours, world)
    ? refuseWith('NOT_ALLOWED', { why: 'closed-hours' })
    : null

/** Who opens has seen the gate a moment ago, or says that he could not and why; an emergency is no exception. */
export const noPicture: Check = ({ action, seen, reason }, { policy }) => {
  if (!opens(action)) return null
  const saw = seen.frameAgeMs !== undefined && seen.frameAgeMs <= policy.maxFrameAgeMs
  const says = seen.noCamera === true && reason !== undefined
  return saw || says ? null : refuseWith('NOT_ALLOWED', { why: 'no-picture' })
}

export const noEmergencyHere: Check = (command, { policy }) =>
  isEmergency(command) && !policy.emergency ? refuseWith('NOT_ALLOWED', { why: 'no-emergency' }) : null

/** The evening's closing waits till morning at most, and not at all where nobody knows the hour. */
export const waitsTooLong: Check = (command, { now, challenges }) => {
  if (command.action !== 'POSTPONE') return null
  if (challenges) return refuseWith('NOT_ALLOWED', { why: 'no-clock' })
  const soon = command.until > now && command.until <= now + maxPostponeMs
  return soon ? null : refuseWith('NOT_ALLOWED', { why: 'too-long' })
}

export const tooOften: Check = ({ actor }, { ledger, now }) => {
  const lately = (own(ledger.tries, actor) ?? []).filter((at) => at > now - rateWindowMs && at <= now)
  return lately.length < rateLimit
    ? null
    : refuseWith('RATE_LIMITED', { until: lately.at(-rateLimit)! + rateWindowMs })
}

export const alone: Check = (command, { policy, ledger, ...world }) => {
  if (command.action !== 'OPEN' || !inForce(policy.twoPersons, world)) return null
  return firstPerson(command, ledger, world.now) ? null : refuseWith('NEEDS_SECOND')
}

/** Whose command this one seconds: another person's, made a moment ago; null when it is nobody's. */
export function firstPerson(command: Command, ledger: ReplayGuard, now: number): PendingApproval | null {
  if (command.action !== 'OPEN' || command.approves === undefined) return null
  const first = own(ledger.waiting, command.approves)
  return first && first.actor !== command.actor && now - first.at <= approvalMs ? first : null
}

/** "Mở khẩn cấp". */
export function isEmergency(command: Command): boolean {
  return command.action === 'OPEN' && command.override !== undefined
}

/** Who does not know the hour takes it to be night. */
function inForce(
  hours: Hours | null,
  { now, challenges }: Pick<CheckContext, 'now' | 'challenges'>
): boolean {
  return hours !== null && (challenges !== null || within(hours, now))
}
