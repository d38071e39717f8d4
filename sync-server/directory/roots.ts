import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { publicKey, type PublicKey } from '#lib/domain/directory/facts.ts'
import { slug } from '#lib/domain/shapes.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { sealsIn } from '../admission/seals.ts'
import { rememberedFolder } from '../files/kept-files.ts'
import { loadServerDevice, type ServerDevice } from '../server-device.ts'
import { DirectoryMemory } from './directory-memory.ts'

/** The public part of a unit's root key. */
interface Root {
  /** RFC 7638 thumbprint. */
  id: string
  publicKey: PublicKey
}

/** The root keys of the units in a data folder, each in a file of mode 0600. */
export interface Roots {
  /**
   * Returns the public part, for phones and agents to pin; null before provisioning. The file may hold that part alone:
   * further gateways need no more.
   */
  rootOf(unit: string): Root | null
  /** Returns the key itself, made the first time: only provisioning signs with it. */
  signerOf(unit: string): ServerDevice
  /** Returns what is believed and remembered of the unit's directory here. */
  memoryOf(unit: string): DirectoryMemory
}

/** Judges a unit's directory: the public part of its root, and what this server remembers of it. */
export type Anchors = Pick<Roots, 'rootOf' | 'memoryOf'>

/** Opens the root keys in a data folder, and what lies there of the units' directories. */
export function rootsIn(dataDir: string): Roots {
  const known = new Map<string, Root>()
  const memories = new Map<string, DirectoryMemory>()
  const seals = sealsIn(dataDir)
  const fileOf = (unit: string) => join(dataDir, rootsFolder, `${v.parse(slug, unit)}.json`)
  return {
    rootOf(unit) {
      const root = known.get(unit) ?? readRoot(fileOf(unit))
      if (root) known.set(unit, root)
      return root
    },
    signerOf: (unit) => loadServerDevice(fileOf(unit)),
    memoryOf(unit) {
      const file = join(dataDir, rememberedFolder, 'directories', `${v.parse(slug, unit)}.jsonl`)
      const memory = memories.get(unit) ?? new DirectoryMemory(unit, file, seals.isRight)
      memories.set(unit, memory)
      return memory
    }
  }
}

export const rootsFolder = 'roots'

function readRoot(file: string): Root | null {
  try {
    const { kty, crv, x, y } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>
    const key = v.parse(publicKey, { kty, crv, x, y })
    return { id: thumbprint(key), publicKey: key }
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw problem
  }
}
