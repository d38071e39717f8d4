import { canonicalString } from '#lib/domain/canonical.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { idTime } from '#lib/domain/uuid.ts'
import type { AuditReport } from '#lib/ports/ports.ts'
import { Broken, short } from '../broken.ts'
import type { Phone } from '../phone/phone.ts'
import type { World } from '../world.ts'

/** How long after an erasure a courier must have heard of it before it sends, ms: as long as one request may take, twice. */
const hearsay = 120_000

/** Names what the rule says of what people of these histories write. `immutable` is what the embedded server calls an id that is taken. */
const byRule: ReadonlySet<string> = new Set(['malformed', 'unknown-type', 'not-allowed'])

/** Knows everything that was written and erased, as no phone and no server does. */
export class Truth {
  readonly made = new Map<string, Envelope>()
  readonly #versions = new Map<string, Envelope[]>()
  /** Of what the app said that it is saved: on which phone. */
  readonly saved = new Map<string, Phone>()
  readonly erased = new Set<string>()
  /** Holds what went with its quarter. */
  readonly removed = new Set<string>()
  /** Holds what a server's rule, or something on the way, has refused for good. */
  readonly refused = new Set<string>()
  /** Holds what a server took without its phone hearing so. */
  readonly unheard = new Set<string>()
  /** Holds what claims to be older than its author's leave, or was recorded while the server knew of that: it counts nowhere. */
  readonly late = new Set<string>()
  /** Holds what was recorded after its author was out: wherever it lies, nobody has to bring it. */
  readonly shaky = new Set<string>()
  /** Of accounts, or of devices, by their facts. */
  readonly dismissals: { id: string; account: string | null; device: string | null }[] = []
  /** Holds what was opened before somebody ill-meaning opened it again, by id, as the server took it. */
  readonly openers = new Map<string, Envelope>()
  /** Names the phones that have taken a fact in for somebody else, by its id. */
  readonly entrusted = new Map<string, Set<Phone>>()
  readonly #hostile = new Set<string>()
  /** Did the server begin anew from an older copy? */
  restored = false
  /** Did it so behind everybody's back, where only an audit can find what is lost? */
  lossy = false
  /** Found on the way. */
  readonly broken: Broken[] = []

  constructor(private readonly world: World) {}

  /**
   * A fact is about to be written; whether it comes to lie on the disk is not known yet. Two tabs may make one each with
   * the same number in the same moment, of which one comes to nothing.
   */
  makes(fact: Envelope, isHostile = false): void {
    if (isHostile) this.#hostile.add(fact.id)
    this.made.set(fact.id, fact)
    this.#versions.set(fact.id, [...(this.#versions.get(fact.id) ?? []), fact])
  }

  /** Tells whether a hostile member made it. */
  isHostile({ id }: Pick<Envelope, 'id'>): boolean {
    return this.#hostile.has(id)
  }

  /** Tells whether somebody made this very fact. */
  isMade(fact: Envelope): boolean {
    return this.#versions.get(fact.id)?.some((made) => isSame(made, fact)) ?? false
  }

  /** Somebody who is out records something. */
  writesOut({ id }: Envelope): void {
    this.shaky.add(id)
    // A server that has lost the dismissal may take it for in time.
    if (this.dismissals.every((one) => this.world.operator.has(one.id))) this.late.add(id)
  }

  /** A server that began anew without a dismissal may take for in time whatever claims to be older, as by a clock that ran ahead. */
  beginsAnew(): void {
    this.restored = true
    if (this.dismissals.every((one) => this.world.operator.has(one.id))) return
    for (const id of this.late) {
      const { by, device } = this.made.get(id)!
      const theirs = this.dismissals.filter((one) => one.account === by || one.device === device)
      if (!theirs.some((one) => idTime(one.id) <= idTime(id))) this.late.delete(id)
    }
  }

  /** A server has turned a fact away that this account brought. */
  turnedAway(id: string, error: string, reason: string, account: string): void {
    const { code } = error === 'forbidden' ? (JSON.parse(reason) as { code: string }) : { code: error }
    // Trusts what the rule says of its own author's hand.
    const isTheirs = this.made.get(id)?.by === account || this.entrusted.has(id)
    if (byRule.has(code) && isTheirs) this.refused.add(id)
  }

  /** A phone has taken a fact in, open or sealed, which somebody else wrote. */
  entrusts(id: string, phone: Phone): void {
    const there = this.entrusted.get(id) ?? this.entrusted.set(id, new Set()).get(id)!
    there.add(phone)
  }

  /** A phone says that the server has a box, which it has never had. */
  broughtNowhere(phone: Phone, device: string): void {
    this.#find('carried', `${phone.name} brought a box of ${short(device)} nowhere`)
  }

  saves(fact: Envelope, phone: Phone): void {
    this.saved.set(fact.id, phone)
    this.world.pen.written(fact)
    phone.tell(`saved ${fact.type} n=${fact.n} ${short(fact.id)}`)
  }

  audited(phone: Phone, { fetched, resent, dropped, left }: AuditReport): void {
    if (fetched + resent + dropped + left === 0) return
    phone.tell(`audit: fetched ${fetched}, resent ${resent}, dropped ${dropped}, left ${left}`)
    if (left < 0) this.#find('sound', `${phone.name}'s audit left ${left}`)
    // Leaves out what ill-meaning people write into other quarters than a record's own: phones miss it there.
    const isMisled = this.world.hostile !== undefined
    const needless = (this.lossy ? 0 : fetched) + (this.restored || isMisled ? 0 : resent)
    if (needless > 0) this.#find('no-alarm', `${phone.name}'s audit brought ${needless} that nobody had lost`)
  }

  /** A member brought what lies there as a tombstone. */
  revived(id: string, sentAfterMs: number): void {
    this.world.tell(`revived ${short(id)}, sent ${sentAfterMs} ms after its erasure`)
    if (sentAfterMs > hearsay) this.#find('erased', `${short(id)} was brought back to the server`)
  }

  /** Tells that what was erased on a phone is live there. */
  returned(id: string, phone: Phone): void {
    this.#find('erased', `${short(id)} came back on ${phone.name}`)
  }

  /** Is it nowhere on purpose? */
  isGone(id: string): boolean {
    return this.erased.has(id) || this.removed.has(id)
  }

  threw(problem: unknown): void {
    this.#find('sound', `writing threw ${String(problem)}`)
  }

  #find(law: Broken['law'], what: string) {
    this.broken.push(new Broken(law, what))
  }
}

function isSame(a: Envelope, b: Envelope): boolean {
  return a.sig === b.sig && canonicalString(a) === canonicalString(b)
}
