import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import type { Keys, Secret } from '#lib/ports/keys.ts'
import type { Cost } from './cost.ts'
import * as keys from './keys.ts'
import type { Passkey } from './passkey.ts'
import type { Stretch } from './stretch.ts'

/** The lock of a ring: what opens it, what makes the key that wraps the data key, and that key wrapped. */
export interface KeyLock {
  opensBy: Secret['kind']
  salt: Uint8Array<ArrayBuffer>
  cost: Cost
  browserKey: CryptoKey
  dataKey: keys.Wrapped
}

/** A second lock on the same data key. */
export type PasskeyLock = Passkey & Pick<KeyLock, 'browserKey' | 'dataKey'>

/** Everything kept of one account's keys: nothing opens without the PIN or passphrase. */
export interface KeyRing extends KeyLock {
  account: string
  roles: readonly string[]
  deviceKey: keys.Wrapped
  deviceId: string
  publicKey: PublicKey
  roots: RootsByUnit
  lastUsed: number
  /** The phone's own lock, where it opens the notebook too. */
  passkey?: PasskeyLock
  /** Wrong tries since the last right one. */
  failures: number
  /** How much longer the next try waits, ms. */
  waitMs: number
}

/** The same words give the same secret, however a keyboard composes letters. */
export const normal = (text: string) => text.normalize('NFC')

/** Returns the key that a secret makes for a ring, right or wrong. */
export async function keyBehind(
  { salt, cost, browserKey }: KeyLock,
  text: string,
  stretch: Stretch
): Promise<CryptoKey> {
  const { hash } = await stretch({ secret: normal(text), salt, cost })
  return keys.wrappingKey(hash, browserKey)
}

/** Opens a ring by its own lock or by another one. @throws OperationError when `by` comes from a wrong secret */
export async function unwrapped(
  ring: KeyRing,
  by: CryptoKey,
  lock: Pick<KeyLock, 'dataKey'> = ring
): Promise<Omit<Keys, 'roots'>> {
  const data = await keys.unwrapDataKey(lock.dataKey, by)
  const signing = await keys.unwrapDeviceKey(ring.deviceKey, data)
  return {
    data,
    device: { id: ring.deviceId, publicKey: ring.publicKey, sign: (text) => keys.sign(signing, text) }
  }
}
