import type { Directory } from '../directory/directory.ts'
import type { PublicKey } from '../directory/facts.ts'
import { signedPart, type Envelope } from '../fact.ts'

/** Part of a gate's log for outsiders: the records as they were signed, and the keys with which anybody can verify them. */
export interface ProofFile {
  kind: 'so-tay-antt/gate-log'
  unit: string
  /** ISO time. */
  exportedAt: string
  /** A description in words of the signed content and the signature. */
  how: string
  keys: { account: string; name: string; device: string; approved: boolean; key: PublicKey }[]
  facts: Envelope[]
  /** The exporting phone's own verification: ids of records that were changed, or whose key it does not have. */
  checked: { changed: string[]; unknown: string[] }
}

const how =
  'Each fact is signed by its author’s device: "sig" is ECDSA P-256 with SHA-256 (r‖s, base64url) over the RFC 8785 ' +
  'canonical JSON of the fact without "sig" and "via". "device" is the RFC 7638 thumbprint of the key listed here.'

/**
 * Builds the file.
 * @param facts as a phone keeps them; its own notes on their sync are left out
 */
export function proofFile(
  facts: readonly Envelope[],
  { devices, accounts }: Pick<Directory, 'devices' | 'accounts'>,
  { unit, at, checked }: { unit: string; at: string; checked: ProofFile['checked'] }
): ProofFile {
  const signers = new Set(facts.map(({ by, device }) => `${by} ${device}`))
  const keys = devices
    .filter(({ account, id }) => signers.has(`${account} ${id}`))
    .map(({ account, id, approved, key }) => {
      const name = accounts.get(account)?.name ?? account
      return { account, name, device: id, approved, key }
    })
  return {
    kind: 'so-tay-antt/gate-log',
    unit,
    exportedAt: at,
    how,
    keys,
    facts: facts.map(signedPart),
    checked
  }
}
