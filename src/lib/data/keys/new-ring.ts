import type { Identity, NewDevice, Secret } from '#lib/ports/keys.ts'
import { bearableCost, leastCost, type Cost } from './cost.ts'
import * as keys from './keys.ts'
import { makePasskey } from './passkey.ts'
import { normal, type KeyLock, type KeyRing, type PasskeyLock } from './ring.ts'
import type { Stretch } from './stretch.ts'

/** Makes the keys of an account's first notebook here, and returns with them the key that opens them. @param at Unix ms */
export async function newRing(
  { account, roles }: Identity,
  { pair, key }: NewDevice,
  { secret, stretch, at }: { secret: Secret; stretch: Stretch; at: number }
): Promise<{ ring: Omit<KeyRing, 'roots'>; by: CryptoKey }> {
  const data = await keys.newDataKey()
  const { by, ...lock } = await lockOf(data, secret, stretch)
  const ring = {
    account,
    roles: [...roles],
    ...lock,
    deviceKey: await keys.wrap('pkcs8', pair.privateKey, data),
    deviceId: key.id,
    publicKey: key.publicKey,
    lastUsed: at,
    failures: 0,
    waitMs: 0
  }
  return { ring, by }
}

/**
 * Locks a data key with a PIN or passphrase, at the dearest cost that this phone bears: each new lock measures it.
 * @returns the lock, and the key that opens it
 */
export async function lockOf(
  data: CryptoKey,
  { kind, text }: Secret,
  stretch: Stretch
): Promise<KeyLock & { by: CryptoKey }> {
  const salt = crypto.getRandomValues(new Uint8Array(16))
  const browserKey = await keys.newBrowserKey()
  const secret = normal(text)
  const least = await stretch({ secret, salt, cost: leastCost })
  const wanted = bearableCost(least.ms)
  const { cost, hash } = await dearer(wanted, least.hash, (cost) => stretch({ secret, salt, cost }))
  const by = await keys.wrappingKey(hash, browserKey)
  return { opensBy: kind, salt, cost, browserKey, dataKey: await keys.wrap('raw', data, by), by }
}

/** Falls back to the least cost where the phone has no memory for more. */
async function dearer(wanted: Cost, least: Uint8Array<ArrayBuffer>, at: (cost: Cost) => ReturnType<Stretch>) {
  if (wanted === leastCost) return { cost: leastCost, hash: least }
  return at(wanted).then(
    ({ hash }) => ({ cost: wanted, hash }),
    () => ({ cost: leastCost, hash: least })
  )
}

/**
 * Locks a data key with the phone's own lock; null where that derives no secret.
 * @throws NotAllowedError when nobody confirmed it
 */
export async function passkeyLockOf(data: CryptoKey, account: string): Promise<PasskeyLock | null> {
  const made = await makePasskey(account)
  if (!made) return null
  const { secret, ...passkey } = made
  const browserKey = await keys.newBrowserKey()
  const by = await keys.wrappingKey(secret, browserKey)
  return { ...passkey, browserKey, dataKey: await keys.wrap('raw', data, by) }
}
