import { permissions, type Fact } from '../facts.ts'
import { idTime } from '../uuid.ts'
import { recordedBarred, type Barring, type Barrings } from './barring.ts'

/** Exempts facts that only the server writes, and a phone's own enrolment: they count in any case. */
function countsAnyway({ type }: Fact): boolean {
  return permissions[type].writers.length === 0 || type === 'directory.device-enrolled'
}

/** Tells whether a fold of the directory may read a fact: not one that was recorded while its author was revoked. */
export const counts = (fact: Fact, barrings: Barrings): boolean =>
  countsAnyway(fact) || !recordedBarred(fact, barrings)

/**
 * Returns the times in which phones and accounts were revoked. Each end names its beginning, so that no clock lets
 * somebody in by mistake; nobody can end their own revocation.
 * @param facts a unit's directory in its order
 */
export function barringsIn(facts: readonly Fact[]): Barrings {
  const devices = new Map<string, Barring[]>()
  const accounts = new Map<string, Barring[]>()
  const ended = new Map<string, number>()
  const begin = (of: Map<string, Barring[]>, who: string, { id, by }: Fact, reason: string) => {
    const barring = { fact: id, by, reason, from: idTime(id), until: ended.get(`${id} ${who}`) ?? null }
    of.set(who, [...(of.get(who) ?? []), barring])
  }
  const end = (of: Map<string, Barring[]>, who: string, beginning: string, { id }: Fact) => {
    ended.set(`${beginning} ${who}`, idTime(id))
    for (const barring of of.get(who) ?? []) if (barring.fact === beginning) barring.until ??= idTime(id)
  }
  for (const fact of facts) {
    if (!counts(fact, { devices, accounts })) continue
    const { type, body } = fact
    if (type === 'directory.device-revoked') begin(devices, body.device, fact, body.reason)
    if (type === 'directory.account-suspended') begin(accounts, body.account, fact, body.reason)
    if (type === 'directory.device-readmitted' && body.device !== fact.device)
      end(devices, body.device, body.revocation, fact)
    if (type === 'directory.account-restored' && body.account !== fact.by)
      end(accounts, body.account, body.suspension, fact)
  }
  return { devices, accounts }
}
