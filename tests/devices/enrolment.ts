import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { DeviceKey } from '#lib/ports/keys.ts'

/** The fact that introduces a phone's key, under a number that its own courier does not reach. */
export async function enrolmentOf(key: DeviceKey, account: string, unit: string): Promise<Envelope> {
  const numbered = { unit, book: 'directory', device: key.id, n: 1_000_000 }
  const ms = Date.now()
  const fact = {
    id: certifiedId(numbered, ms),
    ...numbered,
    stream: `device/${key.id}`,
    type: 'directory.device-enrolled',
    at: new Date(ms).toISOString(),
    by: account,
    body: { key: key.publicKey, label: 'Máy thử' }
  }
  return { ...fact, sig: await key.sign(canonicalString(fact)) }
}
