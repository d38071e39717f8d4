import type { Directory } from '#lib/domain/directory/directory.ts'
import type { NewFact } from '../fact-writer.ts'
import { always, firstCertificate } from '../provision/certificates.ts'

/**
 * Returns the missing certificates for phones of these accounts, since in the demo nobody waits for a commander; without
 * a beginning, for the demo's records are older than the phones that sign them.
 */
export function missingApprovals(known: Directory, accounts: ReadonlySet<string>): NewFact[] {
  return known.devices
    .filter(({ account, admitted }) => !admitted && accounts.has(account))
    .map((device) => firstCertificate(known, device, always))
}
