import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { InstantKey } from './instant-signature.ts'

export type Unsigned = Omit<Envelope, 'id' | 'at' | 'device' | 'sig'> &
  Partial<Pick<Envelope, 'id' | 'at' | 'device'>>

/** Makes a fact without a phone: recorded at `ms` and signed by that key, whosever name it bears. */
export function signedFact(key: InstantKey, told: Unsigned, ms: number): Envelope {
  const own = { at: new Date(ms).toISOString(), device: key.id, ...told }
  const fact = { id: certifiedId(own, ms), ...own } as Envelope
  return { ...fact, sig: key.sign(canonicalString(fact)) }
}

/** A fact as a document of CouchDB. */
export const asDocument = ({ id, ...fact }: Envelope) => ({ _id: id, ...fact })
