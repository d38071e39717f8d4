import type { Identity } from '#lib/ports/keys.ts'
import type { Auditor } from './audit/auditor.ts'
import type { DeviceReporter } from './device-reporter.ts'
import type { CourierStore } from './types.ts'
import type { Http } from '../http/http.ts'
import { pullFacts } from './pull.ts'
import { pushFacts } from './push.ts'
import { retryAfterRoleChange } from './rule.ts'
import { currentUser, openSession } from '../http/session.ts'
import { Halt, type ExchangeContext } from './exchange-context.ts'

/**
 * `more`: something was left for the next exchange, since it may take long or has only just begun to wait;
 * `phone-trouble`: it failed on the phone itself, for example on a full one.
 */
export type ExchangeEnd =
  | { end: 'done'; more?: boolean }
  | { end: 'signed-out' }
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
  password: string
  /** Tells whether the password may be tried: a refused one is left alone for a while. */
  mayTry?(): boolean
  /** The account, with the latest known roles; updated here. */
  identity: Identity
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
  /** Runs when the server names other roles than before. */
  remember(identity: Identity): Promise<void>
}

/** Exchanges once: signs in as this account, pushes what waits, pulls what is new. Renews a lost session once. */
export async function exchange(parts: ExchangeDeps): Promise<ExchangeEnd> {
  const { http, store, absentUntil, moved = null } = parts
  for (let renewed = false; ; renewed = true) {
    try {
      // A bell rings shortly after a sign-in; if the session is gone, the server says so.
      if (!moved || renewed) await beSignedIn(parts, renewed)
      // The report is small: it may get through when a large batch does not.
      if (!moved) parts.reporter?.look(http)
      const { identity, carrier } = parts
      const forget = carrier?.forget?.bind(carrier)
      const anew = () => parts.auditor?.anew()
      const context: ExchangeContext = {
        http,
        store,
        identity,
        absentUntil,
        moved,
        incomplete: false,
        forget,
        anew
      }
      if (!moved) await retryAfterRoleChange(context)
      await pushFacts(context)
      // An audit covers everything: databases that were put off are read now.
      if (!moved && parts.auditor?.begins(http.now())) absentUntil.clear()
      const drained = await pullFacts(context)
      if (!moved && store.damage.toFetch().length > 0)
        await (await import('./refetch-damaged.ts')).refetchDamaged(context)
      if (!moved) await parts.auditor?.look(context, drained, parts.urgent ?? new AbortController().signal)
      if (context.again) await carrier?.sendAgain?.()
      const more = moved ? false : await carry(parts)
      if (!moved) parts.reporter?.look(http)
      if (context.incomplete) return { end: 'trouble', afterMs: 0 }
      return { end: 'done', ...(more || context.again ? { more: true } : {}) }
    } catch (problem) {
      if (problem instanceof PasswordRefused) return { end: 'signed-out' }
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

async function beSignedIn(parts: ExchangeDeps, renew: boolean): Promise<void> {
  const { http, identity, password } = parts
  if (!renew) {
    const current = await currentUser(http)
    if ('kind' in current) throw new Halt(current)
    if (current.user?.account === identity.account) return keepRoles(parts, current.user)
  }
  if (parts.mayTry && !parts.mayTry()) throw new PasswordRefused()
  const signedIn = await openSession(http).signIn(identity.account, password)
  if (!('code' in signedIn)) return keepRoles(parts, signedIn)
  if (signedIn.code === 'wrong-password') throw new PasswordRefused()
  if (signedIn.code === 'unreachable') throw new Halt({ kind: 'unreachable' })
  const afterMs = 'afterMs' in signedIn ? signedIn.afterMs : 0
  throw new Halt({ kind: 'trouble', afterMs, ...(signedIn.code === 'portal' && { portal: true }) })
}

async function keepRoles(parts: ExchangeDeps, user: Identity): Promise<void> {
  if (user.roles.join() === parts.identity.roles.join()) return
  parts.identity = user
  await parts.remember(user)
}

/** The server no longer accepts the password: only its owner can help. */
class PasswordRefused extends Error {}
