import { generateKeyPairSync, createHash, randomBytes, sign, type KeyObject } from 'node:crypto'
import { canonicalString, thumbprintString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { uuidv7 } from '#lib/domain/uuid.ts'

/** A phone's signing key and its counters, for tests that write facts without a phone. */
export class TestDevice {
  readonly id: string
  readonly publicKey: { kty: 'EC'; crv: 'P-256'; x: string; y: string }
  #key: KeyObject
  #n = new Map<string, number>()

  constructor(readonly account: string) {
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x, y } = pair.publicKey.export({ format: 'jwk' }) as { x: string; y: string }
    this.#key = pair.privateKey
    this.publicKey = { kty: 'EC', crv: 'P-256', x, y }
    this.id = createHash('sha256').update(thumbprintString(this.publicKey)).digest('base64url')
  }

  /** A signed fact; any field may be forged, after which it is signed all the same. */
  fact(
    unit: string,
    book: string,
    type: string,
    stream: string,
    body: object,
    forged: object = {}
  ): Envelope {
    const n = (this.#n.get(book) ?? 0) + 1
    this.#n.set(book, n)
    const now = Date.now()
    const id = uuidv7(now, randomBytes(10))
    const at = new Date(now).toISOString()
    const unsigned = {
      id,
      unit,
      book,
      stream,
      type,
      at,
      by: this.account,
      device: this.id,
      n,
      body,
      ...forged
    }
    return { ...unsigned, sig: this.sign(canonicalString(unsigned as Envelope)) } as Envelope
  }

  /** 64 bytes r‖s over the text, base64url. */
  sign(text: string): string {
    const sig = sign('sha256', Buffer.from(text), { key: this.#key, dsaEncoding: 'ieee-p1363' })
    return sig.toString('base64url')
  }

  /** A note in a gate's log. */
  note(unit: string, forged: object = {}): Envelope {
    const body = { what: 'closed', reason: 'Đóng cổng buổi tối', who: 'Tư Khởi' }
    return this.fact(unit, 'gates', 'gates.note-written', 'gate/cong-1b', body, forged)
  }
}

/** A fact as a CouchDB document. */
export const asDocument = ({ id, ...fact }: Envelope) => ({ _id: id, ...fact })
