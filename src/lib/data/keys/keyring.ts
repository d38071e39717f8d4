import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { Keyring, Keys, PinRefusal } from '#lib/ports/keys.ts'
import * as keys from './keys.ts'
import { pinWait } from './pin-wait.ts'
import { keyBehind, unwrapped, type KeyRing, type PasskeyLock } from './ring.ts'
import { openRingShelf } from './ring-shelf.ts'
import { merged, RootPins } from './root-pins.ts'
import type { Stretch } from './stretch.ts'

export interface KeyringParts {
  /** Unix ms of the device. */
  now(): number
  /** Milliseconds since some beginning; no setting of the phone changes how fast they pass. */
  monotonic(): number
  stretch: Stretch
}

export interface PhoneKeyring extends Keyring {
  /**
   * Tells whether these keys are still this phone's; false once the site's data were cleared, even if somebody has
   * signed in since.
   */
  holds(account: string, keys: Keys): Promise<boolean>
}

/** Opens the keys of this phone's accounts, in a small IndexedDB of their own. A wrong PIN costs time, never data. */
export function openKeyring({ now, monotonic, stretch }: KeyringParts): PhoneKeyring {
  const rings = openRingShelf()
  const update = (account: string, change: Partial<KeyRing>) =>
    rings.alter(account, (ring) => void Object.assign(ring, change))

  /** Counts a try before it is made, so that closing the app in between gains nothing. */
  async function startTry(account: string) {
    const ring = await rings.alter(account, (ring) => {
      if (ring.waitMs > 0) return
      ring.failures++
      ring.waitMs = pinWait(ring.failures)
    })
    if (!ring) throw new Error(`no keys for ${account}`)
    return ring.waitMs > 0 ? { code: 'wait' as const, ms: ring.waitMs } : ring
  }

  /** Lets `open` use the key of a secret that was tried, and forgives the wrong ones before it when it was right. */
  async function tried<T>(
    account: string,
    text: string,
    open: (ring: KeyRing, by: CryptoKey) => Promise<T>
  ): Promise<{ ok: true; result: T } | { ok: false; refusal: PinRefusal }> {
    const ring = await startTry(account)
    if ('code' in ring) return { ok: false, refusal: ring }
    const by = await keyBehind(ring, text, stretch)
    try {
      const result = await open(ring, by)
      await update(account, { failures: 0, waitMs: 0, lastUsed: now() })
      return { ok: true, result }
    } catch (problem) {
      if ((problem as Error).name === 'OperationError') return { ok: false, refusal: { code: 'wrong-pin' } }
      throw problem
    }
  }

  function keepRoots(account: string, named: RootsByUnit, isProved: boolean): void {
    // The server names them again at the next exchange.
    void rings
      .alter(account, (ring) => void (ring.roots = merged(ring.roots, named, isProved)))
      .catch(() => {})
  }

  const opened = async (ring: KeyRing, by: CryptoKey, lock?: PasskeyLock): Promise<Keys> => ({
    ...(await unwrapped(ring, by, lock)),
    roots: new RootPins(ring.roots, (...told) => keepRoots(ring.account, ...told))
  })

  return {
    async identities() {
      const all = await rings.all()
      all.sort((a, b) => b.lastUsed - a.lastUsed)
      return all.map(({ account, roles, opensBy, passkey }) => ({
        account,
        roles,
        opensBy,
        hasPasskey: passkey !== undefined
      }))
    },
    async create(identity, device, roots, secret) {
      const { newRing } = await import('./new-ring.ts')
      const { ring, by } = await newRing(identity, device, { secret, stretch, at: now() })
      await rings.add({ ...ring, roots })
      return opened({ ...ring, roots }, by)
    },
    async unlock(account, text) {
      const answer = await tried(account, text, (ring, by) => opened(ring, by))
      return answer.ok ? answer.result : answer.refusal
    },
    async changeSecret(account, text, next) {
      const { lockOf } = await import('./new-ring.ts')
      const answer = await tried(account, text, async ({ dataKey }, by) => {
        const { by: _, ...lock } = await lockOf(await keys.unwrapDataKey(dataKey, by, true), next, stretch)
        // At once, and only here: before it the old secret opens, after it the new one.
        await update(account, lock)
      })
      return answer.ok ? null : answer.refusal
    },
    async mayHavePasskey() {
      return (await import('./passkey.ts')).mayHavePasskeys()
    },
    async addPasskey(account, text) {
      const { passkeyLockOf } = await import('./new-ring.ts')
      const answer = await tried(account, text, async ({ dataKey }, by) => {
        const data = await keys.unwrapDataKey(dataKey, by, true)
        const passkey = await passkeyLockOf(data, account).catch(unconfirmed)
        if (passkey && 'code' in passkey) return passkey
        if (!passkey) return { code: 'unsupported' as const }
        await update(account, { passkey })
        return null
      })
      return answer.ok ? answer.result : answer.refusal
    },
    async removePasskey(account) {
      await rings.alter(account, (ring) => void delete ring.passkey)
    },
    async unlockByPasskey(account) {
      const { askPasskey } = await import('./passkey.ts')
      const ring = await rings.get(account)
      if (!ring?.passkey) return { code: 'unsupported' }
      const secret = await askPasskey(ring.passkey).catch(unconfirmed)
      if (secret && 'code' in secret) return secret
      if (!secret) return { code: 'unsupported' }
      const open = await opened(ring, await keys.wrappingKey(secret, ring.passkey.browserKey), ring.passkey)
      await update(account, { failures: 0, waitMs: 0, lastUsed: now() })
      return open
    },
    sitOutWait(account, told) {
      const given = new AbortController()
      const sit = async () => {
        const begun = await rings.get(account)
        if (!begun || begun.waitMs === 0) return
        // Another tab may be further on: what is left here is nothing to the wait after the next wrong try.
        const isSame = ({ failures, lastUsed }: KeyRing) =>
          failures === begun.failures && lastUsed === begun.lastUsed
        const keep = (left: number) =>
          rings.alter(account, (ring) => {
            if (isSame(ring)) ring.waitMs = Math.min(ring.waitMs, left)
          })
        const { sitOut } = await import('./sit-out.ts')
        await sitOut(begun.waitMs, { monotonic, keep }, told, given.signal)
      }
      // A broken storage lets nobody try either.
      void sit().catch(() => {})
      return () => given.abort()
    },
    async holds(account, { device }) {
      return (await rings.get(account))?.deviceId === device.id
    },
    async forget(account) {
      await rings.remove(account)
    },
    async remember({ account, roles }) {
      await update(account, { roles: [...roles] })
    }
  }
}

/** Returns the refusal of somebody who did not confirm, or took too long. */
function unconfirmed(problem: unknown): { code: 'cancelled' } {
  if ((problem as Error).name === 'NotAllowedError') return { code: 'cancelled' }
  throw problem
}
