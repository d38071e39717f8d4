import type { Envelope } from '../fact.ts'
import { BarringLog } from '../devices/barrings.ts'
import { permissions, type Fact, type FactOf } from '../facts.ts'
import { rootAccount, serverAccount, type Role } from '../roles.ts'
import { idTime } from '../uuid.ts'
import { takenAt } from '../stored.ts'
import { HeldCertificates, type Issued } from './certificates.ts'
import { noEnds, rolesInForce, type RoleEnds } from './role-ends.ts'

const grantTypes = [
  'directory.device-approved',
  'directory.device-readmitted',
  'directory.account-restored'
] as const
const restrictionTypes = ['directory.device-revoked', 'directory.account-suspended'] as const
type Grant = FactOf<(typeof grantTypes)[number]>
export type Restriction = FactOf<(typeof restrictionTypes)[number]>
export type ChainFact = Grant | Restriction

/** Tells whether the fact gives rights or gives them back; a revocation names those that stand. */
export const isGrant = (fact: Fact): fact is Grant => (grantTypes as readonly string[]).includes(fact.type)
export const isRestriction = (fact: Fact): fact is Restriction =>
  (restrictionTypes as readonly string[]).includes(fact.type)

/** Tells whether a fact approves, revokes or readmits, so that the chain from the root decides about it. */
export const isOfChain = (fact: Fact): fact is ChainFact => isGrant(fact) || isRestriction(fact)

/** Identifies the phone that wrote a fact, under that account. */
export const phoneOf = ({ by, device }: Pick<Envelope, 'by' | 'device'>) => `${by} ${device}`

/** Tells whether the root itself wrote a fact. */
export const isOfRoot = ({ by, device }: Pick<Envelope, 'by' | 'device'>, root: string | null) =>
  device === root && by === rootAccount

/** Tells whether roles may write a type; the server's device may write every type. */
export const mayWrite = ({ by, type }: Pick<Fact, 'by' | 'type'>, held: readonly Role[]) =>
  by === serverAccount || held.some((role) => permissions[type].writers.includes(role))

/** The approvals, revocations and readmissions that count. */
export interface Chain {
  counted: ReadonlySet<Fact>
  /** By phone. */
  issued: ReadonlyMap<string, readonly Issued[]>
  barrings: BarringLog
}

/** Holds what the first way through the chain found. */
interface Findings {
  restrictions: ReadonlySet<Fact>
  backdated: ReadonlySet<Fact>
}

/** One way through the chain, the earliest fact first. */
export class ChainWalk implements Chain {
  readonly barrings = new BarringLog()
  readonly counted = new Set<Fact>()
  readonly issued = new Map<string, Issued[]>()
  readonly #held = new Map<string, HeldCertificates>()
  readonly #servers = new Set<string>()

  constructor(
    private readonly enrolled: ReadonlySet<string>,
    private readonly root: string | null,
    private readonly found: Findings | null,
    private readonly roleEnds: RoleEnds = noEnds
  ) {}

  step(fact: ChainFact): void {
    if (!this.wouldCount(fact)) return
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
    if (type === 'directory.device-approved')
      return this.enrolled.has(phoneOf({ by: body.account, device: body.device }))
    // Nobody ends their own revocation.
    return type === 'directory.device-readmitted' ? body.device !== fact.device : body.account !== fact.by
  }

  #isEntitled(fact: ChainFact): boolean {
    if (isOfRoot(fact, this.root)) return true
    const certificate = this.#held.get(phoneOf(fact))?.at(idTime(fact.id))
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
    return times.every((ms) => mayWrite(fact, rolesInForce(this.roleEnds, fact.by, roles, ms)))
  }

  #certify({ id, body: { account, device, roles, from, until } }: FactOf<'directory.device-approved'>): void {
    const phone = phoneOf({ by: account, device })
    const one = { id, roles, from: Date.parse(from), until: until === undefined ? null : Date.parse(until) }
    const all = this.issued.get(phone)
    if (all) all.push(one)
    else this.issued.set(phone, [one])
    const certificates = this.#held.get(phone) ?? new HeldCertificates()
    certificates.add(one)
    this.#held.set(phone, certificates)
    if (account === serverAccount) this.#servers.add(device)
  }

  /** The server and the root answer to the root alone. */
  #isAbove(fact: ChainFact): boolean {
    if (isOfRoot(fact, this.root)) return false
    const { body } = fact
    if ('device' in body && this.#servers.has(body.device)) return true
    return 'account' in body && (body.account === serverAccount || body.account === rootAccount)
  }
}
