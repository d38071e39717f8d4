import { createHmac, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { MarkKind } from '#lib/domain/hui/person/marks.ts'
import { slug } from '#lib/domain/shapes.ts'
import { readOrCreateJson } from '../files/json-file.ts'

/** The keys by which numbers of people are marked, one of 32 bytes for each unit; none of them leaves this server. */
export interface MarkKeys {
  /** Makes a unit's key unless there is one: provisioning alone does. */
  make(unit: string): void
  /**
   * Returns the mark of a number, HMAC-SHA256 (RFC 2104) over its kind and digits, base64url; null where the unit's key
   * does not lie here. One made in passing would give marks that never equal those of before.
   */
  of(unit: string, kind: MarkKind, number: string): string | null
}

/** Opens the mark keys in a data folder, each in a file of mode 0600. Gateways beside each other share these files. */
export function markKeysIn(dataDir: string): MarkKeys {
  const keys = new Map<string, Buffer>()
  const fileOf = (unit: string) => join(dataDir, marksFolder, `${v.parse(slug, unit)}.json`)
  function keyOf(unit: string): Buffer {
    const { key } = readOrCreateJson(fileOf(unit), () => ({ key: randomBytes(32).toString('base64url') }))
    return Buffer.from(key, 'base64url')
  }
  return {
    make: (unit) => void keyOf(unit),
    of(unit, kind, number) {
      if (!keys.has(unit) && !existsSync(fileOf(unit))) return null
      const key = keys.get(unit) ?? keyOf(unit)
      keys.set(unit, key)
      return createHmac('sha256', key).update(`${kind} ${number}`).digest('base64url')
    }
  }
}

export const marksFolder = 'marks'
