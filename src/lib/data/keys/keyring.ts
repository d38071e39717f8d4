import { Dexie, type EntityTable } from 'dexie'
import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import * as keys from './keys.ts'
import { merged, RootPins } from './root-pins.ts'
import type { Identity, Keys, NewDevice } from '#lib/ports/keys.ts'

/** Everything kept of one account's keys: nothing opens without the PIN. */
interface Ring {
  account: string
  roles: readonly string[]
  salt: Uint8Array<ArrayBuffer>
  iterations: number
  dataKey: keys.Wrapped
  deviceKey: keys.Wrapped
  deviceId: string
  publicKey: PublicKey
  roots: RootsByUnit
  lastUsed: number
  /** Wrong PINs since the last right one. */
  failures: number
  failedAt: number
}

const freeTries = 5
const firstWait = 30_000
const longestWait = 24 * 3_600_000

/** Returns the delay after this many wrong PINs in a row before the next try, ms. */
function pinWait(failures: number): number {
  return failures < freeTries ? 0 : Math.min(longestWait, firstWait * 2 ** (failures - freeTries))
}

/**
 * Opens the keys of this phone's accounts, in a small IndexedDB of their own. A wrong PIN costs time, never data.
 * @param now Unix ms of the device
 */
export function openKeyring(now: () => number, name = 'antt-keyring') {
  const database = new Dexie(name, { chromeTransactionDurability: 'strict' }) as Dexie & {
    rings: EntityTable<Ring, 'account'>
  }
  database.version(1).stores({ rings: 'account' })
  const { rings } = database

  /** Counts a try before it is made, so that closing the app in between gains nothing. */
  function startTry(account: string) {
    return database.transaction('rw', rings, async () => {
      const ring = await rings.get(account)
      if (!ring) throw new Error(`no keys for ${account}`)
      const wait = pinWait(ring.failures)
      const left = Math.min(wait, ring.failedAt + wait - now())
      if (left > 0) return { code: 'wait' as const, ms: left }
      await rings.update(account, { failures: ring.failures + 1, failedAt: now() })
      return ring
    })
  }

  function keepRoots(account: string, named: RootsByUnit, isProved: boolean): void {
    // The server names them again at the next exchange.
    void rings
      .where({ account })
      .modify((ring) => void (ring.roots = merged(ring.roots, named, isProved)))
      .catch(() => {})
  }

  const opened = async (ring: Ring, by: CryptoKey): Promise<Keys> => ({
    ...(await unwrapped(ring, by)),
    roots: new RootPins(ring.roots, (...told) => keepRoots(ring.account, ...told))
  })

  return {
    async identities(): Promise<Identity[]> {
      const all = await rings.toArray()
      all.sort((a, b) => b.lastUsed - a.lastUsed)
      return all.map(({ account, roles }) => ({ account, roles }))
    },
    async create(identity: Identity, device: NewDevice, roots: RootsByUnit, pin: string): Promise<Keys> {
      const salt = crypto.getRandomValues(new Uint8Array(16))
      // Derived once: it takes longest of all that a sign-in does on the phone.
      const by = await keys.pinKey(pin, salt, keys.pinIterations)
      const ring = { ...(await newRing(identity, device, { salt, by }, now())), roots }
      await rings.add(ring)
      return opened(ring, by)
    },
    async unlock(
      account: string,
      pin: string
    ): Promise<Keys | { code: 'wrong-pin' } | { code: 'wait'; ms: number }> {
      const ring = await startTry(account)
      if ('code' in ring) return ring
      const by = await keys.pinKey(pin, ring.salt, ring.iterations)
      const open = await opened(ring, by).catch((problem: unknown) => {
        if ((problem as Error).name === 'OperationError') return null
        throw problem
      })
      if (!open) return { code: 'wrong-pin' }
      await rings.update(account, { failures: 0, failedAt: 0, lastUsed: now() })
      return open
    },
    /**
     * Tells whether these keys are still this phone's; false once the site's data were cleared, even if somebody has
     * signed in since.
     */
    async holds(account: string, { device }: Keys): Promise<boolean> {
      return (await rings.get(account))?.deviceId === device.id
    },
    async remember({ account, roles }: Identity): Promise<void> {
      await rings.update(account, { roles: [...roles] })
    }
  }
}

async function newRing(
  { account, roles }: Identity,
  { pair, key }: NewDevice,
  { salt, by }: { salt: Uint8Array<ArrayBuffer>; by: CryptoKey },
  at: number
) {
  const data = await keys.newDataKey()
  return {
    account,
    roles: [...roles],
    salt,
    iterations: keys.pinIterations,
    dataKey: await keys.wrap('raw', data, by),
    deviceKey: await keys.wrap('pkcs8', pair.privateKey, data),
    deviceId: key.id,
    publicKey: key.publicKey,
    lastUsed: at,
    failures: 0,
    failedAt: 0
  } satisfies Omit<Ring, 'roots'>
}

/** @throws OperationError when `by` comes from a wrong PIN */
async function unwrapped(ring: Ring, by: CryptoKey): Promise<Omit<Keys, 'roots'>> {
  const data = await keys.unwrapDataKey(ring.dataKey, by)
  const signing = await keys.unwrapDeviceKey(ring.deviceKey, data)
  return {
    data,
    device: { id: ring.deviceId, publicKey: ring.publicKey, sign: (text) => keys.sign(signing, text) }
  }
}
