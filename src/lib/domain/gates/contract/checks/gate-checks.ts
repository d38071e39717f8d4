import { moves, opens } from '../actions.ts'
import { isEmergency, isForAlarm } from './right-checks.ts'
import { refuseWith, type Check } from './check-context.ts'

/**
 * Refuses movements that a lock forbids. During an alarm a gate may close, and an emergency may open it; a gate under
 * maintenance stands still, and no alarm's lock replaces the one that protects people working under it.
 */
export const locked: Check = (command, { lock }) => {
  const replaces = command.action === 'LOCK' && command.lock === 'alarm'
  if (lock?.kind === 'maintenance' && replaces) return refuseWith('LOCKED', { by: lock.by })
  if (!lock || !moves(command.action)) return null
  const passes = lock.kind === 'alarm' && (!opens(command.action) || isEmergency(command))
  return passes ? null : refuseWith('LOCKED', { by: lock.by })
}

export const deviceOffline: Check = ({ action }, { report }) =>
  (moves(action) || action === 'STOP') && !report.deviceOnline ? refuseWith('DEVICE_OFFLINE') : null

/** Refuses to move a gate onto an obstruction; it cannot be forced. */
export const obstructed: Check = ({ action }, { report }) =>
  action === 'CLOSE' && report.obstructed === true ? refuseWith('OBSTRUCTED') : null

/**
 * Refuses what the agent cannot write down before it does it, except to close for an alarm. An agent that cannot even keep
 * that from being obeyed a second time refuses it too.
 */
export const unrecorded: Check = (command, around) => {
  const { obeys = 'everything' } = around
  const isObeyed = obeys === 'everything' || (obeys === 'alarms' && isForAlarm(command, around))
  return isObeyed ? null : refuseWith('CANNOT_RECORD')
}

/** Stops a motor that runs the other way instead of reversing it; the asker has to ask again. */
export const againstMotion: Check = ({ action }, { report: { motion } }) => {
  const against = (motion === 'opening' && action === 'CLOSE') || (motion === 'closing' && opens(action))
  return against ? { verdict: 'accepted', act: 'STOP' } : null
}
