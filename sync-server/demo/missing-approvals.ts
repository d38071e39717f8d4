import { canonicalString } from '#lib/domain/canonical.ts'
import { directory } from '#lib/domain/directory/directory.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { NewFact } from '../fact-writer.ts'
import { isSignedBy } from '../signature.ts'

/**
 * Returns the missing approvals for phones of these accounts, since in the demo nobody waits for a commander. An
 * enrolment counts only when its own key signed it and is the device that it names.
 */
export function missingApprovals(facts: readonly Envelope[], accounts: ReadonlySet<string>): NewFact[] {
  const { devices } = directory(facts)
  const proven = new Set(facts.filter(provesItself).map(({ device }) => device))
  return devices
    .filter(({ id, account, admitted }) => !admitted && accounts.has(account) && proven.has(id))
    .map(({ id }) => ({ stream: `device/${id}`, type: 'directory.device-approved', body: { device: id } }))
}

function provesItself(fact: Envelope): boolean {
  if (fact.type !== 'directory.device-enrolled') return false
  const { key } = fact.body as { key: PublicKey }
  return isSignedBy(key, canonicalString(fact), fact.sig)
}
