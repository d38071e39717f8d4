import { police } from '../../../roles.ts'
import { opens } from '../actions.ts'
import type { Command } from '../command.ts'
import { within, type Hours } from '../hours.ts'
import { own, type ReplayGuard, type PendingApproval } from './replay-guard.ts'
import { mayAsk } from './policy.ts'
import { eveningOf } from '../../schedule.ts'
import { approvalMs, maxPostponeAheadMs, maxPostponeMs, rateLimit, rateWindowMs } from '../timers.ts'
import { refuseWith, type Check, type CheckContext } from './check-context.ts'

/** Refuses everything but closing to an alarm key, because it works while its phone is locked. */
export const alarmKeyOpens: Check = ({ action }, { holder }) =>
  holder.use === 'alarm' && action !== 'CLOSE' ? refuseWith('NOT_ALLOWED', { why: 'alarm-key' }) : null

/** Refuses the camera to an alarm key: its picture is for unlocked phones only. */
export const alarmKeyLooks: Check<unknown, Pick<CheckContext, 'holder'>> = (_, { holder }) =>
  holder.use === 'alarm' ? refuseWith('NOT_ALLOWED', { why: 'alarm-key' }) : null

/**
 * Refuses to close for an alarm, which closes many gates at once, while no decision on this one is known to be in force.
 * The sender's phone leaves such a gate out, but may know less or say more; a single CLOSE needs none.
 */
export const undecided: Check = (command, { decided, holder }) => {
  const forAlarm = command.action === 'CLOSE' && saysAlarm(command, holder)
  return forAlarm && !decided ? refuseWith('NOT_ALLOWED', { why: 'no-decision' }) : null
}

/** Tells whether somebody closes for an alarm: they say so, their key does nothing else, or the gate is locked for one. */
export const isForAlarm = (
  command: Command,
  { holder, lock }: Pick<CheckContext, 'holder' | 'lock'>
): boolean => command.action === 'CLOSE' && (saysAlarm(command, holder) || lock?.kind === 'alarm')

const saysAlarm = (command: Command, holder: CheckContext['holder']) =>
  (command.action === 'CLOSE' && command.alarm === true) || holder.use === 'alarm'

export const wrongRole: Check = ({ action }, { policy, holder }) =>
  mayAsk(policy, action, action === 'CLOSE' ? holder.closing : holder.roles)
    ? null
    : refuseWith('NOT_ALLOWED', { why: 'role' })

export const closedHours: Check = ({ action }, { policy, ...world }) =>
  opens(action) && inForce(policy.closedHours, world)
    ? refuseWith('NOT_ALLOWED', { why: 'closed-hours' })
    : null

/**
 * Refuses to open unless the person has seen the gate a moment ago, or says that they could not and why; an emergency
 * is no exception.
 */
export const noPicture: Check = ({ action, seen, reason }, { policy }) => {
  if (!opens(action)) return null
  const saw = seen.frameAgeMs !== undefined && seen.frameAgeMs <= policy.maxFrameAgeMs
  const says = seen.noCamera === true && reason !== undefined
  return saw || says ? null : refuseWith('NOT_ALLOWED', { why: 'no-picture' })
}

export const noEmergencyHere: Check = (command, { policy }) =>
  isEmergency(command) && !policy.emergency ? refuseWith('NOT_ALLOWED', { why: 'no-emergency' }) : null

/**
 * Refuses to postpone an evening's closing past morning or to before its hour, a later evening's to whoever is not
 * police, and any where the agent does not know the time.
 */
export const waitsTooLong: Check = (command, { now, challenges, holder, schedule }) => {
  if (command.action !== 'POSTPONE') return null
  if (challenges) return refuseWith('NOT_ALLOWED', { why: 'no-clock' })
  const { until } = command
  const latest = now + (isPolice(holder) ? maxPostponeAheadMs : maxPostponeMs)
  if (until <= now || until > latest) return refuseWith('NOT_ALLOWED', { why: 'too-long' })
  const isLater = !schedule || until > eveningOf(schedule, until).hour
  return isLater ? null : refuseWith('NOT_ALLOWED', { why: 'no-evening' })
}

/** Lets whoever is not police postpone the closing once an evening, and only with a reason. */
export const postponesAgain: Check = ({ action, reason }, { postponed, holder }) => {
  if (action !== 'POSTPONE' || isPolice(holder)) return null
  if (reason === undefined) return refuseWith('NOT_ALLOWED', { why: 'no-reason' })
  return postponed ? refuseWith('NOT_ALLOWED', { why: 'postponed' }) : null
}

/** Tells whether somebody asks as police. */
export const isPolice = ({ roles }: Pick<CheckContext['holder'], 'roles'>): boolean =>
  roles.some((role) => police.includes(role))

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

/** Returns the waiting command that this one seconds: another person's, made a moment ago; null when there is none. */
function firstPerson(command: Command, ledger: ReplayGuard, now: number): PendingApproval | null {
  if (command.action !== 'OPEN' || command.approves === undefined) return null
  const first = own(ledger.waiting, command.approves)
  return first && first.actor !== command.actor && now - first.at <= approvalMs ? first : null
}

/** Tells whether the command is "Mở khẩn cấp". */
export function isEmergency(command: Command): boolean {
  return command.action === 'OPEN' && command.override !== undefined
}

/** Tells whether these hours apply now; an agent that does not know the time assumes that they do. */
function inForce(
  hours: Hours | null,
  { now, challenges }: Pick<CheckContext, 'now' | 'challenges'>
): boolean {
  return hours !== null && (challenges !== null || within(hours, now))
}
