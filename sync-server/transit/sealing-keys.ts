import { createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { PublicKey } from '#lib/domain/directory/facts.ts'
import { slug } from '#lib/domain/shapes.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { readOrCreateJson } from '../files/json-file.ts'

/** A unit's key to which phones seal boxes. */
interface SealingKey {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
  /** With the private part. */
  jwk: JsonWebKey
}

/** The sealing keys of the units in a data folder, each in a file of mode 0600. */
export interface SealingKeys {
  /** Returns the public part, for the directory; made the first time. */
  publicOf(unit: string): PublicKey
  /** Returns the key of that id, private part and all; null where it does not lie here. */
  privateOf(unit: string, id: string): JsonWebKey | null
}

/** Opens the sealing keys in a data folder. Gateways beside each other each open what is sealed to theirs. */
export function sealingKeysIn(dataDir: string): SealingKeys {
  const known = new Map<string, SealingKey>()
  const fileOf = (unit: string) => join(dataDir, sealingFolder, `${v.parse(slug, unit)}.json`)
  function keyOf(unit: string): SealingKey {
    const key = known.get(unit) ?? readKey(fileOf(unit))
    known.set(unit, key)
    return key
  }
  return {
    publicOf: (unit) => keyOf(unit).publicKey,
    privateOf(unit, id) {
      if (!known.has(unit) && !existsSync(fileOf(unit))) return null
      const key = keyOf(unit)
      return key.id === id ? key.jwk : null
    }
  }
}

export const sealingFolder = 'sealing'

function readKey(file: string): SealingKey {
  const jwk = readOrCreateJson(file, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' })
  )
  const { x, y } = createPublicKey({ key: jwk, format: 'jwk' }).export({ format: 'jwk' }) as {
    x: string
    y: string
  }
  const publicKey: PublicKey = { kty: 'EC', crv: 'P-256', x, y }
  return { id: thumbprint(publicKey), publicKey, jwk }
}
