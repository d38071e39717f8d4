import type { SessionEnding } from '#lib/domain/access/session-ending.ts'
import { weaknessOf } from '#lib/domain/access/password-change.ts'
import type { RootsByUnit, SessionRefusal, SessionRequest, SessionState } from '#lib/domain/access/session.ts'
import { deviceOf } from '#lib/domain/directory/directory.ts'
import type { SignedText } from '#lib/domain/gates/contract/envelope.ts'
import { homeUnit, unitsOf } from '#lib/domain/roles.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import type { Couch } from '../couch.ts'
import type { Directories } from '../directories.ts'
import type { Roots } from '../directory/roots.ts'
import { isSignedBy } from '../signature.ts'
import { allRolesOf, readAccount, type Account } from './accounts.ts'
import { digest, newSecret } from './credentials.ts'
import { isProvedSince, type DeviceSession } from './device-session.ts'
import { nonceLastsMs, type Nonces } from './nonces.ts'
import { replaceOneTimePassword } from './one-time-password.ts'
import type { Passwords } from './passwords.ts'
import type { SessionStore } from './session-store.ts'
import { readStanding } from './standing.ts'
import { boundUnapproved } from './sweep-sessions.ts'

export interface OpenSessionDeps {
  couch: Couch
  store: SessionStore
  directories: Pick<Directories, 'of'>
  roots: Pick<Roots, 'rootOf'>
  passwords: Passwords
  nonces: Nonces
  /** Unix ms. */
  now(): number
}

/** A request with what its connection says. */
export interface Asking {
  body: SessionRequest
  signed: SignedText
  /** This server's origin, as the client named it. */
  origin: string
  /** Client address. */
  address: string
  /** The value of the device's cookie, if it sent one. */
  cookie: string | undefined
}

export type OpenedSession =
  | {
      code: 'open'
      state: Exclude<SessionState, 'barred'>
      roles: string[]
      roots: RootsByUnit
      cookie: string
      token: string
    }
  | { code: 'barred' }
  /** `ending`: for `password`, where somebody ended the session by hand. */
  | { code: 'refused'; why: SessionRefusal; ending?: SessionEnding }
  | { code: 'wait'; seconds: number }
  | { code: 'unreachable' }

/** The tabs of one device that may be open at once. */
const maxTokens = 8
const maxNonces = 64

/**
 * Opens a session for a device that proves its key. The password is asked for when nothing else says that the account is
 * its owner's: at the first sign-in, and once after a reset. Neither tells whether an account exists. A one-time password
 * opens none before it is replaced.
 */
export async function openSession(asking: Asking, deps: OpenSessionDeps): Promise<OpenedSession> {
  const { body, signed, origin } = asking
  const { account, device, key, password } = body
  const own = thumbprint(key) === device && body.origin === origin && isSignedBy(key, signed.p, signed.s)
  if (!own) return { code: 'refused', why: 'signature' }
  if (!deps.nonces.isFresh(body.nonce)) return { code: 'refused', why: 'nonce' }
  const [owner, before] = await Promise.all([
    readAccount(deps.couch.nano, account),
    deps.store.read(account, device)
  ])
  const standing =
    owner && (await readStanding(allRolesOf(owner), account, device, deps.directories, deps.now()))
  const resetAt = owner ? await deps.store.resetOf(account, owner) : undefined
  const proven = isProven(before, standing?.vouched ?? false, resetAt)
  if (!proven && password === undefined) {
    // Tells an approved device alone, which reads the unit's names: neither a stranger's nor one that is out of use.
    const ending = standing?.state === 'approved' ? before?.ending : undefined
    return { code: 'refused', why: 'password', ...(ending && { ending }) }
  }
  if (password !== undefined) {
    const checked = await deps.passwords.check(account, password, asking.address)
    if (checked.code === 'wrong') return { code: 'refused', why: 'wrong-password' }
    if (checked.code !== 'right') return checked
  }
  // Gone between the two questions.
  if (!owner || !standing) return { code: 'unreachable' }
  if (standing.state === 'barred') return { code: 'barred' }
  const kept = password === undefined ? null : await replace(owner, body, password, deps)
  if (kept) return { code: 'refused', why: kept }
  const entered = await enter(asking, deps, password !== undefined)
  if (!before && !standing.vouched) await bound(account, allRolesOf(owner), deps)
  if ('why' in entered) return { code: 'refused', why: entered.why }
  return {
    code: 'open',
    state: standing.state,
    roles: standing.roles,
    roots: rootsNamed(standing.roles, deps.roots),
    ...entered
  }
}

/** Replaces a one-time password that was just proved by what its owner wants. @returns why it was not; null: done, or none */
async function replace(
  { oneTime }: Account,
  { account, wanted }: SessionRequest,
  present: string,
  { couch }: OpenSessionDeps
): Promise<SessionRefusal | null> {
  if (oneTime === undefined) return null
  if (wanted === undefined) return 'one-time'
  if (weaknessOf(wanted, { account, present })) return 'weak-password'
  return (await replaceOneTimePassword(couch.nano, account, wanted, oneTime)) ? null : 'wrong-password'
}

/** Returns the ids of the root keys of all units in which somebody has a role, for a phone to pin. */
export function rootsNamed(roles: readonly string[], roots: Pick<Roots, 'rootOf'>): RootsByUnit {
  const named = unitsOf(roles).map((unit) => [unit, roots.rootOf(unit)?.id] as const)
  return Object.fromEntries(named.flatMap(([unit, id]) => (id === undefined ? [] : [[unit, id]])))
}

/** Keeps whoever has a password from filling the disk with devices. */
async function bound(account: string, held: readonly string[], { store, directories }: OpenSessionDeps) {
  const home = homeUnit(held)
  const known = home && (await directories.of(home))
  if (known) await boundUnapproved(store, account, (device) => !!deviceOf(known, account, device)?.admitted)
}

/**
 * Tells whether a device need not prove the password: it has since it was last asked for, or it was approved after a
 * session of its account had introduced it, for which it had to. What somebody else introduced proves nothing.
 */
function isProven(before: DeviceSession | null, vouched: boolean, resetAt?: number): boolean {
  if (before && !isProvedSince(before, resetAt)) return false
  return (before?.provedAt ?? null) !== null || (vouched && resetAt === undefined)
}

/** Adds a token to the device's session. Refuses a nonce that was used before, and a session ended meanwhile. */
async function enter(
  { body, cookie: sent }: Asking,
  { store, now }: OpenSessionDeps,
  proved: boolean
): Promise<{ cookie: string; token: string } | { why: SessionRefusal }> {
  const { account, device, key, nonce } = body
  const token = newSecret()
  let cookie = ''
  let why = null as SessionRefusal | null
  await store.change(account, device, (known) => {
    const at = now()
    const nonces = known?.nonces.filter((one) => Math.abs(at - one.at) < nonceLastsMs) ?? []
    const isUsed = nonces.length >= maxNonces || nonces.some((one) => one.nonce === nonce)
    why = isUsed ? 'nonce' : known?.asksPassword && !proved ? 'password' : null
    if (why) return null
    // The tabs of a device share its cookie.
    const keeps = sent !== undefined && known?.cookie === digest(sent)
    cookie = keeps ? sent : newSecret()
    const tokens = keeps ? known.tokens : []
    return {
      account,
      device,
      key,
      cookie: digest(cookie),
      tokens: [...tokens, digest(token)].slice(-maxTokens),
      nonces: [...nonces, { nonce, at }],
      provedAt: proved ? at : (known?.provedAt ?? null),
      seenAt: at
    }
  })
  return why ? { why } : { cookie, token }
}
