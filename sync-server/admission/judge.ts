import { canonicalString } from '#lib/domain/canonical.ts'
import { isBarred, recordedBarred } from '#lib/domain/devices/barring.ts'
import { quarterOf } from '#lib/domain/database-names.ts'
import { certificateAt } from '#lib/domain/directory/certificates.ts'
import { deviceOf, keyOfDevice, type Device, type Directory } from '#lib/domain/directory/directory.ts'
import { rolesInForce } from '#lib/domain/directory/role-ends.ts'
import { publicKey, type PublicKey } from '#lib/domain/directory/facts.ts'
import { vouchingBar } from '#lib/domain/directory/vouching/vouching-bar.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import { isKnownType, isShaped, permissions } from '#lib/domain/facts.ts'
import { isInAnothersOwn } from '#lib/domain/hui/own/own-line.ts'
import { exceedsOwn } from '#lib/domain/hui/own/own-record.ts'
import { hasTaken } from '#lib/domain/retention/retention.ts'
import { rolesIn, roles as allRoles, serverAccount, type Role } from '#lib/domain/roles.ts'
import type { AdmissionRefusal, HeldReason, Home, Refusal } from '#lib/domain/rules.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { idTime } from '#lib/domain/uuid.ts'
import * as v from 'valibot'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { gatewayRole, refusalOf } from '../gatekeeper/refusal-of.ts'
import type { Holder } from '../sessions/holder.ts'
import { verifySignature } from '../signature.ts'
import type { EnrolmentBound } from './enrolment-bound.ts'
import type { Seals } from './seals.ts'
import type { Brought } from './stamped.ts'
import { unfit } from './unfit.ts'

/** Why a document is not stored: `refused` for good, or `held`, to be offered again. */
export type Verdict = { kind: 'refused'; why: AdmissionRefusal } | { kind: 'held'; why: { code: HeldReason } }

/** The server had it just so before, and takes it back whoever brings it. */
interface Returned {
  kind: 'returned'
}

/** CouchDB's rule may decide, about a member with these roles: those by which the document was judged. */
export interface Passed {
  kind: 'passed'
  roles: readonly Role[]
}

/** Brings documents; `key` is null where no key of theirs has signed any of them. */
type Bearer = Omit<Holder, 'key'> & { key: PublicKey | null }

export interface Judging {
  holder: Bearer
  /** They came sealed: whoever carried them could not read them, so that their authors' rights alone count. */
  isBoxed?: boolean
  /** The unit and book that documents are brought to. */
  home: Home
  /** The quarter of their database, `2026q4`; empty for one of no quarter. */
  quarter: string
  /** Tells whether a quarter of that book has a database of its own; left out: the documents were sorted by whoever asks. */
  hasQuarter?(quarter: string): Promise<boolean>
  /** The directory of that unit, or null when there is none. */
  known: Directory | null
  /** Unix ms. */
  now: number
  bound: EnrolmentBound
  seals: Pick<Seals, 'isMarkRight'>
}

/** How far a phone and the server may be apart about when a quarter begins, ms. */
const leewayOfQuartersMs = 24 * 3_600_000

/** How far the clock of a phone may be behind that of whoever gave it a role, ms. */
const clockLeewayMs = 5 * 60_000

/**
 * Judges a document that a device brings, before CouchDB does: the limits of a fact, whose id it bears, whether
 * an approved device of its author signed it, whether its author might write such a fact when it was recorded, and
 * whether that device was revoked, or its author suspended, whether it was removed before, and whether a mark was made for the
 * person whom it is about. Only an enrolment is vouched for by its own key. A fact with the
 * server's own seal was judged before: its author may have left since.
 */
export async function judge(
  { doc, fact, isBack }: Brought,
  judging: Judging
): Promise<Verdict | Passed | Returned> {
  const { holder, known, home } = judging
  if (!fact) return holder.state === 'approved' ? passed([]) : held('not-approved')
  const why = unfit(fact)
  if (why) return { kind: 'refused', why }
  if (!isItsQuarter(fact, judging)) return { kind: 'refused', why: { code: 'wrong-place' } }
  const key = keyOf(fact, holder, known)
  if (key === null || (key && !(await verifySignature(key, canonicalString(fact), fact.sig))))
    return { kind: 'refused', why: { code: 'bad-signature' } }
  const own = quarterOf(idTime(fact.id))
  const isElsewhere = judging.quarter !== own
  // A second copy, of whoever read the first, would say that the server took the record only now.
  if (isElsewhere && judging.quarter !== '' && (await judging.hasQuarter?.(own)))
    return { kind: 'refused', why: { code: 'wrong-place' } }
  // Its own quarter is gone then, as CouchDB answers; another one would take it.
  if (isElsewhere && known && hasTaken(known.removals, fact))
    return { kind: 'refused', why: { code: 'removed' } }
  const isHome = fact.unit === home.unit && fact.book === home.book
  if (isBack && key && isHome && holder.state === 'approved') return { kind: 'returned' }
  // CouchDB says so too, and knows whether it has it already: then an answer was lost.
  if (isUnfitForAll(doc, judging)) return passed([])
  const rights = rightsOf(fact, judging)
  if (typeof rights === 'string') return held(rights)
  const isNotAllowed =
    ruledOut(doc, judging, rights)?.code === 'not-allowed' ||
    !mayAuthor(fact, rights) ||
    isForAnother(fact, judging)
  if (isNotAllowed) return { kind: 'refused', why: { code: 'not-allowed' } }
  return isCopiedMark(fact, judging)
    ? { kind: 'refused', why: { code: 'malformed', at: 'body.proof' } }
    : passed(rights.acting)
}

/**
 * Tells whether the mark of a number was not made for this person. Else whoever reads another's could make the two look like
 * one, without knowing the number.
 */
function isCopiedMark(fact: Envelope, { seals }: Judging): boolean {
  if (!isShaped(fact) || fact.type !== 'hui.identity-marked') return false
  const { kind, mark, proof } = fact.body
  const person = fact.stream.slice('person/'.length)
  return !seals.isMarkRight({ unit: fact.unit, person, kind, mark }, proof)
}

/**
 * Tells whether a fact may lie in the database's quarter: its own, or the one that goes on now, which takes those of quarters
 * without a database. Else one record could lie in several, beyond the removal of its own.
 */
function isItsQuarter({ id }: Envelope, { quarter, now }: Judging): boolean {
  const theirs = [idTime(id), now - leewayOfQuartersMs, now, now + leewayOfQuartersMs].map(quarterOf)
  return quarter === '' || theirs.includes(quarter)
}

const passed = (roles: readonly Role[]): Passed => ({ kind: 'passed', roles })
const held = (code: HeldReason): Verdict => ({ kind: 'held', why: { code } })
const isOwn = ({ by, device }: Envelope, holder: Bearer) => by === holder.account && device === holder.device

/** Returns the key of a fact's device; undefined: nobody knows it; null: it cannot be that device's. */
function keyOf(fact: Envelope, holder: Bearer, known: Directory | null): PublicKey | null | undefined {
  if (fact.device === holder.device) return holder.key
  if (fact.type !== 'directory.device-enrolled') return known ? keyOfDevice(known, fact.device) : undefined
  const told = v.safeParse(publicKey, fact.body['key'])
  return told.success && thumbprint(told.output) === fact.device ? told.output : null
}

interface Rights {
  /** Those of whoever brings it, for CouchDB: its author's at that time, or a carrier's of today. */
  acting: readonly Role[]
  /** Its author's at that time; null where they do not matter. */
  author: readonly Role[] | null
}

/** Tells whether the rule refuses a document whatever roles its bearer has; a newer CouchDB may know its type. */
function isUnfitForAll(doc: CouchDocument, judging: Judging): boolean {
  const refusal = ruledOut(doc, judging, { acting: allRoles })
  return refusal !== null && refusal.code !== 'unknown-type'
}

function ruledOut(
  doc: CouchDocument,
  { holder, home }: Judging,
  { acting }: Pick<Rights, 'acting'>
): Refusal | null {
  const roles = [...acting.map((role) => `${home.unit}:${role}`), gatewayRole]
  return refusalOf(doc, null, { name: holder.account, roles }, home)
}

/** Tells whether the author of a carried fact might write it; the rule looks at its carrier alone. */
function mayAuthor(fact: Envelope, { author }: Rights): boolean {
  const { type, by } = fact
  if (author === null || by === serverAccount || !isKnownType(type)) return true
  return author.some((role) => permissions[type].writers.includes(role)) && !exceedsOwn(fact, author)
}

/**
 * Tells whether a fact is another commander's to record, another machine's, in a line
 * that another host keeps, or nobody's: it would count nowhere, or hide
 * what it is about. A machine that a gate named before may still bring what it recorded then.
 */
function isForAnother(fact: Envelope, { known, now }: Judging): boolean {
  if (!known) return false
  // Of a newer type too: nobody else writes in her book.
  if (isInAnothersOwn(fact, known)) return true
  if (!isShaped(fact)) return false
  if (fact.type === 'directory.password-reset')
    return fact.by === fact.body.account || fact.stream !== `account/${fact.body.account}`
  if (fact.type === 'gates.event-reported') {
    const named = known.machines.get(fact.stream.slice('gate/'.length))
    return named !== undefined && named.agent !== fact.by && idTime(fact.id) >= named.since
  }
  return vouchingBar(known, fact, now) !== null
}

/** Returns the roles that count for a rightly signed fact, or why it cannot count now. */
function rightsOf(
  fact: Envelope,
  { holder, home, known, now, bound, isBoxed }: Judging
): Rights | HeldReason {
  const today = rolesIn(home.unit, holder.roles)
  const own = isOwn(fact, holder)
  if (fact.type === 'directory.device-enrolled') {
    if (!own && holder.state !== 'approved') return 'not-approved'
    return bound.refusal(fact, own && today.length > 0) ?? { acting: today, author: null }
  }
  if (holder.state === 'waiting') return 'not-approved'
  if (!known) return 'unknown-unit'
  const device = deviceOf(known, fact.by, fact.device)
  if (!device) return 'not-enrolled'
  if (!device.admitted) return 'not-approved'
  if (isOut(fact, known, isBoxed)) return 'barred'
  const author = rolesWhenRecorded(fact, device, known, now)
  if (!author) return 'not-approved'
  return { acting: isBoxed || fact.by === holder.account ? author : today, author }
}

/**
 * Returns the roles that a phone's certificates gave it when it recorded a fact, or a moment later, since its clock may
 * be behind; null where it was not certified then.
 */
function rolesWhenRecorded(
  { id, by, book }: Envelope,
  { certificates }: Device,
  { roleEnds }: Directory,
  now: number
): Role[] | null {
  const ms = Math.min(idTime(id), now)
  const there = [ms, Math.min(ms + clockLeewayMs, now)].flatMap((at) => {
    const certificate = certificateAt(certificates, at)
    return certificate ? [rolesInForce(roleEnds, by, certificate.roles, at)] : []
  })
  if (there.length === 0) return null
  const roles = [...new Set(there.flat())]
  // Nobody decides about the rights of others once their own have ended, whatever time they sign.
  return book === 'directory' ? [...rolesInForce(roleEnds, by, roles, now)] : roles
}

/**
 * Tells whether a fact comes from a device that is revoked, or of an account that is suspended. By its own hand nothing
 * counts, whatever time it bears; what others bring, or a sealed box, counts if it was recorded before: its author may have
 * come back with another phone.
 */
function isOut(fact: Envelope, { barrings }: Directory, isBoxed = false): boolean {
  if (isBoxed || fact.via !== undefined) return recordedBarred(fact, barrings)
  return isBarred(barrings.devices.get(fact.device)) || isBarred(barrings.accounts.get(fact.by))
}
