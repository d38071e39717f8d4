import type { Directory } from '../directory/directory.ts'
import type { PublicKey } from '../directory/facts.ts'
import type { FactOf } from '../facts.ts'
import { gatesToClose, ownGatesToClose } from '../gates/at-gate.ts'
import type { SignedText } from '../gates/contract/envelope.ts'
import { keyHolderOf, type KeyHolder } from '../gates/contract/keys.ts'
import { smsId, smsOrderIn, type SmsOrder } from '../gates/contract/sms-text.ts'
import { byDecision } from '../gates/decision.ts'
import { nameOfScope } from './alarm-name.ts'
import { coversUnit } from './concern.ts'
import { maxAlarmGates } from './facts.ts'

/** How old a text may be that still raises an alarm, ms; later the person has been reached some other way, or not at all. */
const textedFreshMs = 30 * 60_000
/** How far the phone's clock may be ahead, ms. */
const aheadMs = 5 * 60_000

/** The start of an alarm as the server records it for the sender of a text. */
export interface TextedAlarm {
  stream: string
  /** When the sender signed it, Unix ms. */
  at: number
  body: FactOf<'duty.alarm-started'>['body'] & { account: string }
}

/** Why a text raises no alarm. `unproved`: no key of a phone that its sender may use has signed it. */
export type TextRefusal = 'unreadable' | 'too-old' | 'unproved' | 'not-allowed'

interface TextWorld {
  unit: string
  /** Unix ms. */
  now: number
  isSigned(key: PublicKey, signed: SignedText): boolean
}

/**
 * Reads the text by which a phone without data raises the alarm at a gate, and returns what the server is to record. It
 * covers the gate that was to close and the sender's own, as holding the button does. Refused: any other
 * text, one of another time, one that no approved phone's key has signed (an alarm key signs none), and that of an account
 * which may not have that gate closed. The same text gives the same stream.
 * @param known the unit's directory of today
 */
export function textedAlarm(known: Directory, text: string, world: TextWorld): TextedAlarm | TextRefusal {
  const read = smsOrderIn(world.unit, text)
  if (read?.order.request !== 'ALARM') return 'unreadable'
  const { order, signed } = read
  if (order.iat < world.now - textedFreshMs || order.iat > world.now + aheadMs) return 'too-old'
  const holder = senderOf(known, order, signed, world)
  if (!holder) return 'unproved'
  const may = gatesToClose(known, holder.account, holder.roles)
  const asked = may.find(({ gate }) => gate === order.gate)
  if (!asked) return 'not-allowed'
  const own = ownGatesToClose(known, holder.account, holder.roles).filter(({ gate }) => gate !== asked.gate)
  const gates = [asked, ...own].slice(0, maxAlarmGates)
  const group = nameOfScope(gates, coversUnit(holder.roles))
  const leftOut = byDecision(known, gates).undecided.map(({ gate }) => gate)
  return {
    stream: `alarm/${smsId(order, signed)}`,
    at: Math.min(order.iat, world.now),
    body: {
      gates: gates.map(({ gate }) => gate),
      from: 'sms',
      account: holder.account,
      ...(group !== undefined && { group }),
      ...(leftOut.length > 0 && { leftOut })
    }
  }
}

/** Returns whose phone signed a text, by the key and not by the name in it; null: no phone that may be used today. */
function senderOf(
  known: Directory,
  { actor, keyStart }: SmsOrder,
  signed: SignedText,
  { now, isSigned }: TextWorld
): KeyHolder | null {
  for (const { account, id } of known.devices) {
    if (account !== actor || !id.startsWith(keyStart)) continue
    const holder = keyHolderOf(known, account, id, now)
    if (holder?.use === 'phone' && holder.standing === 'approved' && isSigned(holder.key, signed))
      return holder
  }
  return null
}
