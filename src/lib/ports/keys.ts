import type { RootsByUnit } from '#lib/domain/access/session.ts'
import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** The account that is signed in on this phone. */
export interface Identity {
  account: string
  /** CouchDB's role names, `<unit>:<role>`, as of the last time the server was asked. */
  roles: readonly string[]
}

/** The root keys that this phone goes by. */
export interface PinnedRoots {
  /** Returns the id of a unit's; undefined while none is pinned. */
  get(unit: string): string | undefined
  /**
   * Holds on to those of units that had none; with `isProved` to all of them: their owner has just typed the password at the
   * server that names them.
   */
  pin(named: RootsByUnit, isProved: boolean): void
}

/** A device key that nothing on this phone keeps yet. */
export interface NewDevice {
  pair: CryptoKeyPair
  key: DeviceKey
}

/**
 * Tells why nobody was signed in. `unreachable`: nobody answered; `trouble`: it answered something unusable; `portal`: a
 * captive portal of the network answered; `barred`: the account is suspended; `throttled`: too many tried, and the next
 * may after so many seconds.
 */
export type SignInRefusal =
  /** The password is right, and must be replaced by a good one in the same request. */
  | { code: 'one-time' | 'weak-password' }
  | { code: 'wrong-password' | 'unreachable' | 'trouble' | 'portal' | 'barred' | 'outdated' }
  | { code: 'throttled'; seconds: number }

/** Signs in at the server with a new device key, whose session goes on when the key is kept. */
export type SignIn = (
  account: string,
  password: string,
  wanted?: string
) => Promise<{ identity: Identity; device: NewDevice; roots: RootsByUnit } | SignInRefusal>

/** Signs with a key that never leaves its place. */
export interface Signer {
  /** RFC 7638 thumbprint of the public key. */
  id: string
  /** ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes r‖s, base64url. */
  sign(text: string): Promise<string>
}

export interface DeviceKey extends Signer {
  publicKey: PublicKey
}

/** The keys that are in memory while a notebook is unlocked. */
export interface Keys {
  data: CryptoKey
  device: DeviceKey
  roots: PinnedRoots
  /** Just typed, for a server that asks for it once more; kept nowhere. */
  password?: string
}

/** Tells whether that key signed this text (ECDSA P-256, SHA-256, base64url). */
export type Verify = (key: PublicKey, text: string, sig: string) => Promise<boolean>

/** Opens a notebook: a PIN of six digits, or a passphrase. */
export interface Secret {
  kind: 'pin' | 'passphrase'
  text: string
}

/** An account with a notebook on this phone, and what opens it. */
export interface KnownIdentity extends Identity {
  opensBy: Secret['kind']
  /** Whether the phone's own lock opens it too, such as a finger. */
  hasPasskey: boolean
}

/** Why a PIN or passphrase opened nothing. `wait`: too many were wrong, and the next try waits so many ms. */
export type PinRefusal = { code: 'wrong-pin' } | { code: 'wait'; ms: number }

interface PasskeyRefusal {
  code: 'cancelled' | 'unsupported'
}

export interface Keyring {
  /** Lists the accounts that have a notebook on this phone, the most recently used first. */
  identities(): Promise<KnownIdentity[]>
  /** Makes a data key and keeps it, and the device key, wrapped with the secret. */
  create(identity: Identity, device: NewDevice, roots: RootsByUnit, secret: Secret): Promise<Keys>
  unlock(account: string, text: string): Promise<Keys | PinRefusal>
  /** Locks the same keys with another secret; null: the new one counts, the old one no more. */
  changeSecret(account: string, text: string, next: Secret): Promise<PinRefusal | null>
  /** Tells whether this phone's own lock could open a notebook. */
  mayHavePasskey(): Promise<boolean>
  /**
   * Lets the phone's own lock open the notebook too; null: it does from now on. `cancelled`: nobody confirmed it;
   * `unsupported`: this phone's lock derives no secret.
   */
  addPasskey(account: string, text: string): Promise<PinRefusal | PasskeyRefusal | null>
  removePasskey(account: string): Promise<void>
  unlockByPasskey(account: string): Promise<Keys | PasskeyRefusal>
  /**
   * Sits out the wait after wrong PINs, if there is one: it passes only while this runs, whatever the phone's clock says.
   * @param told what is left, ms; 0 at the end
   * @returns what stops it
   */
  sitOutWait(account: string, told: (left: number) => void): () => void
  /** Removes an account's keys: what is left of its notebook here opens to nobody. */
  forget(account: string): Promise<void>
  /** Keeps the roles that the server named last. */
  remember(identity: Identity): Promise<void>
}
