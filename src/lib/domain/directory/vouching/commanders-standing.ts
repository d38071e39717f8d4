import type { BarringLog } from '../../devices/barrings.ts'
import type { Envelope } from '../../fact.ts'
import type { HeldCertificates } from '../certificates.ts'
import { rolesInForce } from '../role-ends.ts'
import type { Grounds } from './grounds.ts'

type Phone = Pick<Envelope, 'by' | 'device'>

/** The phones that were certified as a commander's, on the way through the chain. */
export class CommandersStanding {
  readonly #phones = new Map<string, Map<string, Phone>>()

  constructor(
    private readonly held: ReadonlyMap<string, HeldCertificates>,
    private readonly barrings: BarringLog,
    private readonly grounds: Pick<Grounds, 'roleEnds'>
  ) {}

  add(phone: Phone): void {
    const all = this.#phones.get(phone.by) ?? new Map<string, Phone>()
    this.#phones.set(phone.by, all.set(phone.device, phone))
  }

  /**
   * Tells whether another account has a commander's phone in use at a time, Unix ms. Phones that the one account itself
   * put out of use count as if they were: else it would let itself in while the others are out.
   * @param ms no earlier than at the call before
   */
  hasOther(than: string, ms: number): boolean {
    for (const [account, phones] of this.#phones) {
      if (account === than) continue
      for (const phone of phones.values()) {
        if (this.barrings.isOutByOthers(phone, than)) continue
        const certificate = this.held.get(`${phone.by} ${phone.device}`)?.at(ms)
        const held = rolesInForce(this.grounds.roleEnds, account, certificate?.roles ?? [], ms)
        if (held.includes('commander')) return true
      }
    }
    return false
  }
}
