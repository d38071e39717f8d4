import type { Fact, FactOf } from '../facts.ts'
import { isLaterOfPhone } from '../order.ts'
import { thumbprint } from '../thumbprint.ts'
import { phoneOf } from './chain.ts'

type AlarmKeySet = FactOf<'directory.alarm-key-set'>

export const setsAlarmKey = (fact: Fact): fact is AlarmKeySet => fact.type === 'directory.alarm-key-set'

/** By object, since each check hashes a key and facts are never edited. */
const checked = new WeakMap<AlarmKeySet, boolean>()

/** Tells whether a fact names a key under that key's own id, or takes the phone's key away. */
export function namesOwnId(fact: AlarmKeySet): boolean {
  const known = checked.get(fact)
  if (known !== undefined) return known
  const { alarmKey } = fact.body
  const does = !alarmKey || alarmKey.id === thumbprint(alarmKey.key)
  checked.set(fact, does)
  return does
}

/**
 * Leaves out all but the latest alarm key of each phone: a keeper may set as many as they like, and those before the
 * latest neither count nor move what else the phone said to another place.
 */
export function withLatestAlarmKeys(facts: readonly Fact[]): Fact[] {
  const latest = new Map<string, Fact>()
  for (const fact of facts) {
    if (!setsAlarmKey(fact) || !namesOwnId(fact)) continue
    const phone = phoneOf(fact)
    const known = latest.get(phone)
    if (!known || isLaterOfPhone(fact, known)) latest.set(phone, fact)
  }
  return facts.filter((fact) => !setsAlarmKey(fact) || latest.get(phoneOf(fact)) === fact)
}
