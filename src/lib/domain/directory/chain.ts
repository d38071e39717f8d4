import type { Envelope } from '../fact.ts'
import { BarringLog } from '../devices/barrings.ts'
import { permissions, type Fact, type FactOf } from '../facts.ts'
import { rootAccount, serverAccount, type Role } from '../roles.ts'
import { idTime } from '../uuid.ts'
import { isRestriction, type ChainFact, type Grant } from './chain-facts.ts'
import { HeldCertificates, type Issued } from './certificates.ts'
import { CommandersStanding } from './vouching/commanders-standing.ts'
import { arrivalOf, type Grounds } from './vouching/grounds.ts'
import { asListed } from './vouching/listed-roles.ts'
import { accountsMeant, needsSecond, chainPlaceOf } from './vouching/second-pair.ts'
import { takenAt } from '../stored.ts'
import { rolesInForce } from './role-ends.ts'

/** Identifies the phone that wrote a fact, under that account. */
export const phoneOf = ({ by, device }: Pick<Envelope, 'by' | 'device'>) => `${by} ${device}`

/** Tells whether the root itself wrote a fact. */
export const isOfRoot = ({ by, device }: Pick<Envelope, 'by' | 'device'>, root: string | null) =>
  device === root && by === rootAccount

/** Tells whether roles may write a type; the server's device may write every type. */
export const mayWrite = ({ by, type }: Pick<Fact, 'by' | 'type'>, held: readonly Role[]) =>
  by === serverAccount || held.some((role) => permissions[type].writers.includes(role))

/** Certificates by the account that undid them. */
type Undone = Map<string, Issued[]>

/** The approvals, revocations and readmissions that count. */
export interface Chain {
  counted: ReadonlySet<Fact>
  /** By phone. */
  issued: ReadonlyMap<string, readonly Issued[]>
  /** Likewise what counts no more because one account alone says that it is backdated, by that account. */
  undone: ReadonlyMap<string, Undone>
  barrings: BarringLog
}

/** Holds what the first way through the chain found. */
interface Findings {
  restrictions: ReadonlySet<Fact>
  /** With those who say so. */
  backdated: ReadonlyMap<Fact, ReadonlySet<string>>
  /** Counted but for that. */
  once: ReadonlySet<Fact>
}

/** One way through the chain, the earliest fact first. */
export class ChainWalk implements Chain {
  readonly barrings = new BarringLog()
  readonly counted = new Set<Fact>()
  readonly issued = new Map<string, Issued[]>()
  readonly undone = new Map<string, Undone>()
  readonly #held = new Map<string, HeldCertificates>()
  readonly #servers = new Set<string>()
  readonly #commanders: CommandersStanding

  constructor(
    private readonly grounds: Grounds,
    private readonly root: string | null,
    private readonly found: Findings | null
  ) {
    this.#commanders = new CommandersStanding(this.#held, this.barrings, grounds)
  }

  step(fact: ChainFact): void {
    if (!this.wouldCount(fact)) return this.#noteUndone(fact)
    this.counted.add(fact)
    const { type, body } = fact
    const { barrings } = this
    if (type === 'directory.device-approved') this.#certify(fact)
    if (type === 'directory.device-revoked') barrings.begin('devices', body.device, fact, body.reason)
    if (type === 'directory.account-suspended') barrings.begin('accounts', body.account, fact, body.reason)
    if (type === 'directory.device-readmitted') barrings.end('devices', body.device, body.revocation, fact)
    if (type === 'directory.account-restored') barrings.end('accounts', body.account, body.suspension, fact)
  }

  wouldCount(fact: ChainFact): boolean {
    const { found } = this
    if (isRestriction(fact))
      return found ? found.restrictions.has(fact) : this.#isEntitled(fact) && !this.#isAbove(fact)
    if (found?.backdated.has(fact) || !this.#isEntitled(fact) || this.#isAbove(fact)) return false
    const { type, body } = fact
    if (type === 'directory.device-approved') {
      if (!this.grounds.introduced.has(phoneOf({ by: body.account, device: body.device }))) return false
      // Nobody ends their own revocation.
    } else if (
      type === 'directory.device-readmitted' ? body.device === fact.device : body.account === fact.by
    )
      return false
    if (this.#isOfProvince(fact)) return true
    if (type === 'directory.device-approved' && this.#isDemotion(fact, this.#timeOf(fact))) return false
    return this.#mayVouch(fact)
  }

  /**
   * Tells whether a commander may give these rights: never to a phone that was introduced after they had reset its account's
   * password, and to themselves only while nobody else could.
   */
  #mayVouch(fact: Grant): boolean {
    const { grounds } = this
    const { body, by } = fact
    const knowsPassword = (account: string) =>
      'device' in body &&
      grounds.hasReset(
        account,
        by,
        grounds.introduced.get(phoneOf({ by: account, device: body.device })) ?? Infinity
      )
    if (accountsMeant(fact, grounds).some(knowsPassword)) return false
    if (!needsSecond(fact, grounds)) return true
    return arrivalOf(fact) < Number.MAX_SAFE_INTEGER && !this.#commanders.hasOther(by, this.#timeOf(fact))
  }

  #timeOf(fact: ChainFact): number {
    return idTime(chainPlaceOf(fact, this.grounds))
  }

  #isEntitled(fact: ChainFact): boolean {
    if (isOfRoot(fact, this.root)) return true
    const certificate = this.#held.get(phoneOf(fact))?.at(this.#timeOf(fact))
    if (certificate && !this.#isInForce(fact, certificate.roles)) return false
    return certificate !== undefined && mayWrite(fact, certificate.roles) && !this.barrings.isOut(fact)
  }

  /**
   * Tells whether the last day of what entitles an author was not over. Whoever's is may still sign an earlier time: the
   * server must have taken it before, too.
   */
  #isInForce(fact: ChainFact, roles: readonly Role[]): boolean {
    const taken = takenAt(fact) ?? idTime(fact.id)
    const times = [Math.min(idTime(fact.id), taken), taken]
    return times.every((ms) => mayWrite(fact, rolesInForce(this.grounds.roleEnds, fact.by, roles, ms)))
  }

  #certify(fact: FactOf<'directory.device-approved'>): void {
    const { account, device } = fact.body
    const phone = phoneOf({ by: account, device })
    const given = this.#given(fact)
    const all = this.issued.get(phone)
    if (all) all.push(...given)
    else this.issued.set(phone, given)
    const certificates = this.#held.get(phone) ?? new HeldCertificates()
    for (const one of given) certificates.add(one)
    this.#held.set(phone, certificates)
    if (given.some(({ roles }) => roles.includes('commander'))) this.#commanders.add({ by: account, device })
    if (account === serverAccount) this.#servers.add(device)
  }

  /** Notes what an author of revocations took from another commander without a word about them. */
  #noteUndone(fact: ChainFact): void {
    const authors = this.found?.once.has(fact) && this.found.backdated.get(fact)
    if (!authors || authors.size !== 1 || fact.type !== 'directory.device-approved') return
    const [[author], { account, device }] = [[...authors], fact.body]
    const phone = phoneOf({ by: account, device })
    const given = this.#given(fact)
    const all = this.undone.get(phone) ?? new Map<string, Issued[]>()
    this.undone.set(phone, all)
    const before = all.get(author!)
    if (before) before.push(...given)
    else all.set(author!, [...given])
    this.#commanders.noteUndone({ by: account, device }, author!, given)
  }

  /**
   * Returns what an approval gives. A commander gives no role with which the server does not list the account at that time;
   * nor makes one a commander who was not listed as one by then: they would approve for one another.
   */
  #given(fact: FactOf<'directory.device-approved'>): Issued[] {
    const { id, body } = fact
    const { account, roles, from, until } = body
    const one = { id, roles, from: Date.parse(from), until: until === undefined ? null : Date.parse(until) }
    if (this.#isOfProvince(fact)) return [one]
    const may = this.grounds.isListedCommander(account, arrivalOf(fact))
    const below = may ? roles : roles.filter((role) => role !== 'commander')
    return asListed({ ...one, roles: below }, this.grounds.listingsOf(account))
  }

  #isOfProvince(fact: ChainFact): boolean {
    return isOfRoot(fact, this.root) || fact.by === serverAccount
  }

  /**
   * Tells whether an approval by another account would make a commander's phone a lesser one. Commanders take rights away by
   * revoking, which everybody sees and which names its author.
   */
  #isDemotion({ by, body }: FactOf<'directory.device-approved'>, ms: number): boolean {
    const { account, device, roles } = body
    if (account === by || roles.includes('commander')) return false
    const held = this.#held.get(phoneOf({ by: account, device }))?.at(ms)?.roles ?? []
    return rolesInForce(this.grounds.roleEnds, account, held, ms).includes('commander')
  }

  /** The server and the root answer to the root alone. */
  #isAbove(fact: ChainFact): boolean {
    if (isOfRoot(fact, this.root)) return false
    const { body } = fact
    if ('device' in body && this.#servers.has(body.device)) return true
    return 'account' in body && (body.account === serverAccount || body.account === rootAccount)
  }
}
