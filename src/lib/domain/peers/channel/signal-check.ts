import type { Directory } from '../../directory/directory.ts'
import type { PublicKey } from '../../directory/facts.ts'
import { senderKey, whyNoSender } from '../judge.ts'
import type { SignalRefusal } from './refusals.ts'
import { signalFreshMs, type Signal } from './signal-text.ts'

interface SignalCheck {
  unit: string
  /** This phone's id. */
  device: string
  /** The name of this phone's own offer, when an answer to it is expected. */
  offered: string | null
  known: Directory
  /** The last time of the server that this phone knows, and its clock, Unix ms. */
  serverTime: number
  now: number
}

/** Returns the key that must have signed a signal, from the directory here; or why it is not followed. */
export function signalKey(
  signal: Signal,
  { unit, device, offered, known, serverTime, now }: SignalCheck
): PublicKey | SignalRefusal {
  if (signal.unit !== unit) return 'other-unit'
  if (signal.device === device) return 'own'
  if (offered === null && signal.answers !== null) return 'not-an-offer'
  if (offered !== null && signal.answers === null) return 'not-an-answer'
  if (signal.answers !== offered) return 'other-offer'
  if (Math.abs(now - signal.at) > signalFreshMs) return 'stale'
  const sender = { by: signal.account, device: signal.device }
  return whyNoSender(sender, known, serverTime) ?? senderKey(sender, known)
}
