import type { SessionState } from '#lib/domain/access/session.ts'
import { keepsOwn, mayRead, rolesIn, unitsOf } from '#lib/domain/roles.ts'
import type { ComingBooks } from '#lib/ports/courier.ts'
import type { Identity } from '#lib/ports/keys.ts'
import type { Auditor } from './audit/auditor.ts'
import type { DeviceReporter } from './device-reporter.ts'
import type { CourierStore } from './types.ts'
import type { Http } from '../http/http.ts'
import { pullFacts } from './pull.ts'
import { pushEnrolment, pushFacts } from './push.ts'
import { retryAfterRoleChange } from './rule.ts'
import type { SessionStatus } from '../http/server-session.ts'
import { Halt, type ExchangeContext, type Trust } from './exchange-context.ts'

/**
 * `more`: something was left for the next exchange, since it may take long or has only just begun to wait;
 * `phone-trouble`: it failed on the phone itself, for example on a full one.
 */
export type ExchangeEnd =
  | { end: 'done'; more?: boolean }
  /** The server wants the password once more. */
  | { end: 'signed-out' }
  /** A commander has not approved this device yet, or has revoked it or suspended its account: facts wait here. */
  | { end: 'waiting' | 'barred' }
  /** The last day of the account's roles is over: what it had recorded is sent, nothing is read. */
  | { end: 'ended' }
  /** The server no longer understands this build: facts wait here until it is updated. */
  | { end: 'outdated' }
  | { end: 'unreachable' }
  | { end: 'trouble'; afterMs: number; portal?: true }
  | { end: 'phone-trouble' }

/** The means that a carrier gets for one upload. */
export interface CarryContext {
  http: Http
  account: string
  /** Tells whether something more urgent waits. */
  hurried(): boolean
}

/** Uploads after the facts what is too large to travel among them. */
export interface Carrier {
  /**
   * @returns true when something was left for later because something more urgent waits
   * @throws Halt when the network, the session or the server ends the exchange
   */
  carry(way: CarryContext): Promise<boolean>
  /** Offers refused uploads again. */
  sendAgain?(): Promise<void>
  /** Removes photos from this phone for good, by their hashes. */
  forget?(photos: readonly string[]): Promise<void>
}

export interface ExchangeDeps {
  http: Http
  store: CourierStore
  session: { status(stopping?: AbortSignal): Promise<SessionStatus> }
  /** The account, with the latest known roles; updated here. */
  identity: Identity
  trust: Trust
  /**
   * Databases that do not exist, or whose quarter has not begun, by name: Unix ms until which they are not asked for
   * again. Kept between exchanges.
   */
  absentUntil: Map<string, number>
  carrier?: Carrier
  auditor?: Pick<Auditor, 'look' | 'begins' | 'anew'>
  reporter?: Pick<DeviceReporter, 'look'>
  /** Ends what can wait early: somebody has rung. */
  urgent?: AbortSignal
  /** Tells whether something more urgent waits than the carrier's upload. */
  hurried?(): boolean
  /** The bells that rang, when this exchange covers only their books. */
  moved?: ReadonlySet<string> | null
  /** Hears what of the books is still to come. */
  told?(coming: ComingBooks): void
  /** Runs when the server names other roles than before. */
  remember(identity: Identity): Promise<void>
}

/** Exchanges once: asks what this device may do, pushes what waits, pulls what is new. Renews a lost session once. */
export async function exchange(parts: ExchangeDeps): Promise<ExchangeEnd> {
  const { http, store, absentUntil, moved = null } = parts
  for (let renewed = false; ; renewed = true) {
    try {
      // A bell rings shortly after an exchange; if the session is gone, it renews itself.
      const state = !moved || renewed ? await stateNow(parts) : 'approved'
      if (state === 'barred' || state === 'outdated') return { end: state }
      // The report is small: it may get through when a large batch does not.
      if (!moved && state === 'approved') parts.reporter?.look(http)
      const { identity, trust, carrier } = parts
      const forget = carrier?.forget?.bind(carrier)
      const sendPhotosAgain = carrier?.sendAgain?.bind(carrier)
      const anew = () => parts.auditor?.anew()
      const context: ExchangeContext = {
        http,
        store,
        identity,
        trust,
        absentUntil,
        moved,
        incomplete: false,
        told: parts.told?.bind(parts),
        forget,
        sendPhotosAgain,
        anew
      }
      if (state === 'waiting') {
        await pushEnrolment(context)
        return { end: state }
      }
      if (!moved && state !== 'ended') await retryAfterRoleChange(context)
      await pushFacts(context)
      if (!moved) await forgetUnreadable(store, identity.roles)
      if (state === 'ended') {
        await carry(parts)
        return { end: state }
      }
      // An audit covers everything: databases that were put off are read now.
      if (!moved && parts.auditor?.begins(http.now())) absentUntil.clear()
      const drained = await pullFacts(context)
      if (!moved && store.damage.toFetch().length > 0)
        await (await import('./refetch-damaged.ts')).refetchDamaged(context)
      if (!moved) await parts.auditor?.look(context, drained, parts.urgent ?? new AbortController().signal)
      if (context.again) await sendPhotosAgain?.()
      const more = moved ? false : await carry(parts)
      if (!moved) parts.reporter?.look(http)
      if (context.incomplete) return { end: 'trouble', afterMs: 0 }
      return { end: 'done', ...(more || context.again ? { more: true } : {}) }
    } catch (problem) {
      if (!(problem instanceof Halt)) throw problem
      const { answer } = problem
      if (answer.kind === 'unreachable') return { end: 'unreachable' }
      if (answer.kind === 'trouble')
        return { end: 'trouble', afterMs: answer.afterMs, ...(answer.portal && { portal: true }) }
      if (answer.kind !== 'signed-out') return { end: 'trouble', afterMs: 0 }
      if (renewed) return { end: 'signed-out' }
    }
  }
}

async function carry({ carrier, http, identity, hurried = () => false }: ExchangeDeps): Promise<boolean> {
  return (await carrier?.carry({ http, account: identity.account, hurried })) ?? false
}

/** @throws Halt when there is no session */
async function stateNow(parts: ExchangeDeps): Promise<SessionState | 'outdated'> {
  const status = await parts.session.status()
  if (wantsPassword(status)) throw new Halt({ kind: 'signed-out' })
  if (status.kind === 'outdated') return status.kind
  if (status.kind !== 'open') throw new Halt(status)
  const { state, roles } = status
  if (state !== 'barred') await keepRoles(parts, roles)
  return state
}

type WantsPassword = Extract<
  SessionStatus,
  { kind: 'password' | 'wrong-password' | 'one-time' | 'weak-password' }
>
const wantsPassword = (status: SessionStatus): status is WantsPassword =>
  ['password', 'wrong-password', 'one-time', 'weak-password'].includes(status.kind)

async function keepRoles(parts: ExchangeDeps, roles: readonly string[]): Promise<void> {
  const { account, roles: known } = parts.identity
  if (roles.join() === known.join()) return
  parts.identity = { account, roles }
  await parts.remember(parts.identity)
}

/**
 * Takes away what these roles may know no more: the private book, and the commune's hụi book from who keeps only lines of their
 * own now. Of other books what was read stays.
 */
async function forgetUnreadable(
  store: Pick<CourierStore, 'unread'>,
  roles: readonly string[]
): Promise<void> {
  await store.unread('private', (unit) => mayRead(rolesIn(unit, roles), 'private'))
  const keeps = (unit: string) => keepsOwn(rolesIn(unit, roles), 'hui')
  if (unitsOf(roles).some(keeps)) await store.unread('hui', (unit) => !keeps(unit))
}
