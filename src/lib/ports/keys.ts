import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** The account that is signed in on this phone. */
export interface Identity {
  account: string
  /** CouchDB's role names, `<unit>:<role>`, as of the last time the server was asked. */
  roles: readonly string[]
}

/**
 * Signs in at the server. `unreachable`: nobody answered; `trouble`: it answered something unusable; `portal`: a
 * captive portal of the network answered.
 */
export type SignIn = (
  account: string,
  password: string
) => Promise<Identity | { code: 'wrong-password' | 'unreachable' | 'trouble' | 'portal' }>

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
  password: string
}

/** Tells whether that key signed this text (ECDSA P-256, SHA-256, base64url). */
export type Verify = (key: PublicKey, text: string, sig: string) => Promise<boolean>

export interface Keyring {
  /** Lists the accounts that have a notebook on this phone, the most recently used first. */
  identities(): Promise<Identity[]>
  /** Makes the data key and the device key, wraps them with the PIN and keeps them. */
  create(identity: Identity, password: string, pin: string): Promise<Keys>
  unlock(account: string, pin: string): Promise<Keys | { code: 'wrong-pin' } | { code: 'wait'; ms: number }>
  /** Keeps the roles that the server named last. */
  remember(identity: Identity): Promise<void>
  /** Keeps the password that the server accepted last, sealed under the opened data key. */
  keepPassword(account: string, keys: Keys, password: string): Promise<void>
}
