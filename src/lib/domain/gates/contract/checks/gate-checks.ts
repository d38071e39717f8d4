import { moves, opens } from '../actions.ts'
import { isEmergency } from './right-checks.ts'
import { refuseWith, type Check } from './check-context.ts'

/**
 * An alarm lets a gate close, and an emergency open it; a gate under maintenance stands still, and no alarm's lock takes the
 * place of the one that protects whoever works under it.
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

/** There is no forcing a gate onto what stands under it. */
export const obstructed: Check = ({ action }, { report }) =>
  action === 'CLOSE' && report.obstructed === true ? refuseWith('OBSTRUCTED') : null

/** A motor that runs is not turned round: it stops, and whoever asked asks again. */
export const againstMotion: Check = ({ action }, { report: { motion } }) => {
  const against = (motion === 'opening' && action === 'CLOSE') || (motion === 'closing' && opens(action))
  return against ? { verdict: 'accepted', act: 'STOP' } : null
}
