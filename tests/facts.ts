import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { canonicalString } from '#lib/domain/canonical.ts'
import { certifiedId } from '#lib/domain/certified-id.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { Seals } from '../sync-server/admission/seals.ts'

/** What a fact says instead of the truth. */
type Forged = Partial<Envelope> & { ms?: number }

/** A phone's signing key and its counters, for tests that write facts without a phone. */
export class TestDevice {
  readonly id: string
  readonly publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  #key: KeyObject
  #n = new Map<string, number>()

  /** @param key that of a device there is; a new one without it */
  constructor(
    readonly account: string,
    key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  ) {
    const { x, y } = createPublicKey(key).export({ format: 'jwk' }) as { x: string; y: string }
    this.#key = key
    this.publicKey = { kty: 'EC', crv: 'P-256', x, y }
    this.id = thumbprint(this.publicKey)
  }

  /**
   * A signed fact, recorded at `ms` (Unix; now when left out); any field may be forged, after which it is signed all the
   * same. Its id fits what is forged, unless that is forged too.
   */
  fact(
    unit: string,
    book: string,
    type: string,
    stream: string,
    body: object,
    { ms = Date.now(), ...forged }: Forged = {}
  ): Envelope {
    const n = (this.#n.get(book) ?? 0) + 1
    this.#n.set(book, n)
    const at = new Date(ms).toISOString()
    const own = { unit, book, stream, type, at, by: this.account, device: this.id, n, body, ...forged }
    const unsigned = { id: certifiedId(own, ms), ...own }
    return { ...unsigned, sig: this.sign(canonicalString(unsigned as Envelope)) } as Envelope
  }

  /** 64 bytes r‖s over the text, base64url. */
  sign(text: string): string {
    const sig = sign('sha256', Buffer.from(text), { key: this.#key, dsaEncoding: 'ieee-p1363' })
    return sig.toString('base64url')
  }

  /** The fact that introduces this device. */
  enrolment(unit: string, forged: Forged = {}): Envelope {
    const body = { key: this.publicKey, label: 'Máy thử' }
    const stream = `device/${this.id}`
    return this.fact(unit, 'directory', 'directory.device-enrolled', stream, body, forged)
  }

  /** A note in a gate's log. */
  note(unit: string, forged: Forged = {}): Envelope {
    const body = { what: 'closed', reason: 'Đóng cổng buổi tối', who: 'Tư Khởi' }
    return this.fact(unit, 'gates', 'gates.note-written', 'gate/cong-1b', body, forged)
  }
}

/** A fact as a CouchDB document. */
export const asDocument = ({ id, ...fact }: Envelope) => ({ _id: id, ...fact })

/** A document as the gateway stores it, under the server's seal. @param took Unix ms */
export function asTaken(fact: Envelope, seals: Pick<Seals, 'of'>, took = Date.now()) {
  return { ...asDocument(fact), took, seal: seals.of(fact, took) }
}

/** A document as the gateway hands it to CouchDB, which sees that there is a seal, not whether it is right. */
export const asSealed = (fact: Envelope) => ({
  ...asDocument(fact),
  took: idTime(fact.id),
  seal: 'A'.repeat(43)
})

/** A decision of the People's Committee, without which no gate closes by its schedule or in an alarm. */
export const testDecision = {
  number: '12/QĐ-UBND',
  date: '2026-01-05',
  hours: { from: '22:00', to: '05:00' },
  mayOrder: 'Trực chỉ huy công an xã'
}
