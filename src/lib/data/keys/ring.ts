import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Identity, Keys, NewDevice, Secret } from '#lib/ports/keys.ts'
import { bearableCost, leastCost, type Cost } from './argon2.ts'
import * as keys from './keys.ts'
import type { Stretch } from './stretch.ts'

/** The lock of a ring: what opens it, what makes the key that wraps the data key, and that key wrapped. */
interface Lock {
  opensBy: Secret['kind']
  salt: Uint8Array<ArrayBuffer>
  cost: Cost
  browserKey: CryptoKey
  dataKey: keys.Wrapped
}

/** Everything kept of one account's keys: nothing opens without the PIN or passphrase. */
export interface Ring extends Lock {
  account: string
  roles: readonly string[]
  deviceKey: keys.Wrapped
  deviceId: string
  publicKey: PublicKey
  roots: RootsByUnit
  lastUsed: number
  /** Wrong tries since the last right one. */
  failures: number
  /** How much longer the next try waits, ms. */
  waitMs: number
}

/** Makes the keys of an account's first notebook here, and returns with them the key that opens them. @param at Unix ms */
export async function newRing(
  { account, roles }: Identity,
  { pair, key }: NewDevice,
  { secret, stretch, at }: { secret: Secret; stretch: Stretch; at: number }
): Promise<{ ring: Omit<Ring, 'roots'>; by: CryptoKey }> {
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
): Promise<Lock & { by: CryptoKey }> {
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

/** The same words give the same secret, however a keyboard composes letters. */
const normal = (text: string) => text.normalize('NFC')

/** Returns the key that a secret makes for a ring, right or wrong. */
export async function keyBehind(
  { salt, cost, browserKey }: Lock,
  text: string,
  stretch: Stretch
): Promise<CryptoKey> {
  const { hash } = await stretch({ secret: normal(text), salt, cost })
  return keys.wrappingKey(hash, browserKey)
}

/** Opens a ring. @throws OperationError when `by` comes from a wrong secret */
export async function unwrapped(ring: Ring, by: CryptoKey): Promise<Omit<Keys, 'roots'>> {
  const data = await keys.unwrapDataKey(ring.dataKey, by)
  const signing = await keys.unwrapDeviceKey(ring.deviceKey, data)
  return {
    data,
    device: { id: ring.deviceId, publicKey: ring.publicKey, sign: (text) => keys.sign(signing, text) }
  }
}
