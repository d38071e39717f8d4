import type { BarringLog } from '../../devices/barrings.ts'
import type { Envelope } from '../../fact.ts'
import { HeldCertificates, type Issued } from '../certificates.ts'
import { rolesInForce } from '../role-ends.ts'
import type { Grounds } from './grounds.ts'

type Phone = Pick<Envelope, 'by' | 'device'>

/** The phones that were certified as a commander's, on the way through the chain. */
export class CommandersStanding {
  readonly #phones = new Map<string, Map<string, Phone>>()

  /** By author of what undid them, and phone. */
  readonly #undone = new Map<string, Map<string, { phone: Phone; held: HeldCertificates }>>()

  constructor(
    private readonly held: ReadonlyMap<string, HeldCertificates>,
    private readonly barrings: BarringLog,
    private readonly grounds: Pick<Grounds, 'roleEnds'>
  ) {}

  add(phone: Phone): void {
    const all = this.#phones.get(phone.by) ?? new Map<string, Phone>()
    this.#phones.set(phone.by, all.set(phone.device, phone))
  }

  /** Notes certificates that an account undid by saying that they were backdated. */
  noteUndone(phone: Phone, author: string, given: readonly Issued[]): void {
    const all = this.#undone.get(author) ?? new Map<string, { phone: Phone; held: HeldCertificates }>()
    this.#undone.set(author, all)
    const key = `${phone.by} ${phone.device}`
    const { held } = all.get(key) ?? { held: new HeldCertificates() }
    all.set(key, { phone, held })
    for (const one of given) held.add(one)
  }

  /**
   * Tells whether another account has a commander's phone in use at a time, Unix ms. Phones that the one account itself
   * put out of use, or undid, count as if they were: else it would let itself in while the others are out.
   * @param ms no earlier than at the call before
   */
  hasOther(than: string, ms: number): boolean {
    for (const [account, phones] of this.#phones) {
      if (account === than) continue
      for (const phone of phones.values())
        if (this.#commands(phone, this.held.get(`${phone.by} ${phone.device}`), than, ms)) return true
    }
    for (const { phone, held } of this.#undone.get(than)?.values() ?? [])
      if (phone.by !== than && this.#commands(phone, held, than, ms)) return true
    return false
  }

  #commands(phone: Phone, certificates: HeldCertificates | undefined, than: string, ms: number): boolean {
    if (this.barrings.isOutByOthers(phone, than)) return false
    const held = certificates?.at(ms)?.roles ?? []
    return rolesInForce(this.grounds.roleEnds, phone.by, held, ms).includes('commander')
  }
}
