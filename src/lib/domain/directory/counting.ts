import { barredAt, type Barrings } from '../devices/barring.ts'
import type { Envelope } from '../fact.ts'
import { isShaped, type Fact, type FactOf } from '../facts.ts'
import { inOrder } from '../order.ts'
import { serverAccount } from '../roles.ts'
import { recordingTime, takenAt } from '../stored.ts'
import { idTime } from '../uuid.ts'
import { withLatestAlarmKeys } from './alarm-keys.ts'
import { certificateAt, effective, type Certificate } from './certificates.ts'
import { isOfRoot, mayWrite, phoneOf, type Chain } from './chain.ts'
import { isOfChain } from './chain-facts.ts'
import { ChainLog } from './chain-log.ts'
import { Grounds, resetterOf } from './vouching/grounds.ts'
import { keyNamedIn } from './signature-memo.ts'
import { isListing, roleEndsIn, rolesInForce, type RoleEnds } from './role-ends.ts'

/** Holds what the approvals of each phone come to, by account and device; the earliest first. */
type Certificates = ReadonlyMap<string, readonly Certificate[]>

/** The part of a directory that folds may read. */
export interface CountingFacts {
  /** In the order of folds. */
  facts: Fact[]
  barrings: Barrings
  certificates: Certificates
  undone: Chain['undone']
  roleEnds: RoleEnds
}

/**
 * Selects the facts of a unit's directory that count, whoever carried them: enrolments by their own key, the chain of
 * approvals from the root, and everything else that a device certified at that time may write. Without a root no
 * approval counts.
 * @param facts signed by the devices that they name, see `SignatureMemo`
 * @param root id of the unit's root key
 */
export function countingFacts(facts: readonly Envelope[], root: string | null): CountingFacts {
  const known = knownHere(facts, root)
  const grounds = groundsOf(known, root)
  const { roleEnds } = grounds
  const chain = new ChainLog(known.filter(isOfChain), grounds, root).result
  const certificates = new Map([...chain.issued].map(([phone, all]) => [phone, effective(all)]))
  const { barrings, undone } = chain
  const counts = (fact: Fact) => doesCount(fact, { root, chain, certificates, roleEnds })
  return {
    facts: inOrder(withLatestAlarmKeys(known.filter(counts))),
    barrings,
    certificates,
    undone,
    roleEnds
  }
}

/** Collects what the chain asks besides itself. @param root id of the unit's root key */
export function groundsOf(known: readonly Fact[], root: string | null): Grounds {
  const grounds = new Grounds()
  for (const fact of known) if (isFirstHand(fact)) grounds.introduce(fact, fact)
  const ofRoot = known.filter(isOfChain).filter((fact) => isOfRoot(fact, root))
  const servers = new ChainLog(ofRoot, grounds, root).result
  for (const fact of known) {
    if (introduces(fact, servers)) grounds.introduce(introducedBy(fact), fact)
    if (isListing(fact) && isOfServer(fact, servers)) grounds.list(fact)
  }
  grounds.roleEnds = roleEndsIn(known.filter(isListing).filter((fact) => isOfServer(fact, servers)))
  for (const fact of known) if (isReset(fact) && bindsResetter(fact, grounds, servers)) grounds.reset(fact)
  return grounds
}

/**
 * Selects the facts of known types and right shape that were said in the root's unit, all of them while no root is here.
 */
export function knownHere(facts: readonly Envelope[], root: string | null): Fact[] {
  // A server signs for many units: what it said in one is no word in another.
  const unit = facts.find((fact) => isOfRoot(fact, root))?.unit
  return facts.filter((fact) => isKnownHere(fact, unit))
}

/**
 * Tells whether folds may read a fact: others may have any body. What explains a number of its own phone says nothing of the
 * unit. @param unit that of the root's own facts
 */
export const isKnownHere = (fact: Envelope, unit: string | undefined): fact is Fact =>
  fact.book === 'directory' &&
  (unit === undefined || fact.unit === unit) &&
  fact.type !== 'device.set-aside' &&
  isShaped(fact)

/** Tells whether a fact counts by the chain that was followed with it. */
export function doesCount(
  fact: Fact,
  {
    root,
    chain,
    certificates,
    roleEnds
  }: { root: string | null; chain: Chain } & Pick<CountingFacts, 'certificates' | 'roleEnds'>
): boolean {
  if (fact.type === 'directory.device-enrolled') return isOwnEnrolment(fact)
  if (isOfChain(fact)) return chain.counted.has(fact)
  if (isIntroduction(fact)) return introduces(fact, chain)
  if (isOfRoot(fact, root)) return true
  if (isReset(fact) && resetterOf(fact) === fact.body.account) return false
  const mayAt = (ms: number) => {
    const certificate = certificateAt(certificates.get(phoneOf(fact)) ?? [], ms)
    if (!certificate || !mayWrite(fact, rolesInForce(roleEnds, fact.by, certificate.roles, ms))) return false
    return !barredAt(chain.barrings, fact.by, fact.device, ms)
  }
  // Leaves out what came after its author had left: nobody can tell that it is not backdated.
  const taken = takenAt(fact)
  return mayAt(recordingTime(fact)) && (taken === null || mayAt(taken))
}

type Enrolment = FactOf<'directory.device-enrolled'>
type Introduction = FactOf<'directory.device-introduced'>

/** Tells whether an enrolment brings the key that its device id names. */
const isOwnEnrolment = (fact: Fact): fact is Enrolment =>
  fact.type === 'directory.device-enrolled' && keyNamedIn(fact) !== null

/**
 * Tells whether the account's own session brought an enrolment. No approval counts for what a carrier brought: whoever
 * carries may have made the key.
 */
export const isFirstHand = (fact: Fact): fact is Enrolment => isOwnEnrolment(fact) && fact.via === undefined

export const isIntroduction = (fact: Fact): fact is Introduction =>
  fact.type === 'directory.device-introduced'

/** The phone that a server introduces. */
export const introducedBy = ({ body: { account, device } }: Introduction) => ({ by: account, device })

/**
 * Tells whether a server's introduction counts, by the chain of the root's own facts: servers answer to nobody else, so
 * it depends on no approval of others.
 */
export function introduces(fact: Fact, { issued, barrings }: Chain): fact is Introduction {
  return isIntroduction(fact) && keyNamedIn(fact) !== null && isOfServer(fact, { issued, barrings })
}

/** Tells whether a server wrote a fact while the root's own facts certified it. */
export function isOfServer(fact: Fact, { issued, barrings }: Pick<Chain, 'issued' | 'barrings'>): boolean {
  if (fact.by !== serverAccount) return false
  const ms = idTime(fact.id)
  return (
    certificateAt(effective(issued.get(phoneOf(fact)) ?? []), ms) !== undefined &&
    !barredAt(barrings, fact.by, fact.device, ms)
  )
}

type Reset = FactOf<'directory.password-reset'>
export const isReset = (fact: Fact): fact is Reset => fact.type === 'directory.password-reset'

/** Tells whether a reset is its author's word, so that nobody binds another by a key of their own under that name. */
export const bindsResetter = (fact: Reset, grounds: Grounds, servers: Chain): boolean =>
  fact.by === serverAccount ? isOfServer(fact, servers) : grounds.introduced.has(phoneOf(fact))
