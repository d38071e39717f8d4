import type { PublicKey } from '#lib/domain/directory/facts.ts'

/** Who is signed in on this phone. */
export interface Identity {
  account: string
  /** CouchDB's role names, `<unit>:<role>`. */
  roles: readonly string[]
}

/** What is in memory while a notebook is unlocked. */
export interface Keys {
  data: CryptoKey
  device: DeviceKey
  password: string
}

export interface DeviceKey {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
  /** ECDSA P-256 over SHA-256 of the UTF-8 text; 64 bytes base64url. */
  sign(text: string): Promise<string>
}
