import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Envelope } from '#lib/domain/fact.ts'
import { slug } from '#lib/domain/shapes.ts'
import { readOrCreateJson } from '../files/json-file.ts'

type Sealed = Pick<Envelope, 'unit' | 'id' | 'sig' | 'via'>

/** The mark of a number, and the `person/<id>` id for whom it was made. */
export interface PersonMark {
  unit: string
  person: string
  kind: string
  mark: string
}

/** The server's proof that it has admitted a fact, and when. */
export interface Seals {
  /**
   * Returns the HMAC-SHA256 (RFC 2104), base64url, over a fact's id and signature, its carrier and the time at which the server
   * takes it.
   * @param took Unix ms
   */
  of(fact: Sealed, took: number): string
  /** Tells whether a fact bears this server's seal for the time that it bears. */
  isRight(fact: Sealed & Pick<Envelope, 'took' | 'seal'>): boolean
  /** Returns the proof, by the same key, that this server made a mark for that person; never equal to a fact's seal. */
  ofMark(mark: PersonMark): string
  /** Tells whether a proof is that of this mark and person. */
  isMarkRight(mark: PersonMark, proof: string): boolean
}

/** Seals with a key of 32 bytes for each unit. */
export function sealsWith(keyOf: (unit: string) => Buffer): Seals {
  const hmac = ({ unit, id, sig, via = '' }: Sealed, took: number) =>
    createHmac('sha256', keyOf(unit)).update(`${id} ${took} ${sig} ${via}`).digest()
  // No fact's id begins so.
  const ofMark = ({ unit, person, kind, mark }: PersonMark) =>
    createHmac('sha256', keyOf(unit)).update(`mark ${person} ${kind} ${mark}`).digest()
  return {
    of: (fact, took) => hmac(fact, took).toString('base64url'),
    isRight(fact) {
      const { took, seal } = fact
      if (took === undefined || seal === undefined) return false
      return isSame(hmac(fact, took), seal)
    },
    ofMark: (mark) => ofMark(mark).toString('base64url'),
    isMarkRight: (mark, proof) => isSame(ofMark(mark), proof)
  }
}

function isSame(right: Buffer, borne: string): boolean {
  const read = Buffer.from(borne, 'base64url')
  return right.length === read.length && timingSafeEqual(right, read)
}

/**
 * Opens the seal keys of the units in a data folder, each in a file of mode 0600, made the first time. Gateways beside
 * each other share these files.
 */
export function sealsIn(dataDir: string): Seals {
  const keys = new Map<string, Buffer>()
  return sealsWith((unit) => {
    const known = keys.get(unit)
    if (known) return known
    const file = join(dataDir, sealsFolder, `${v.parse(slug, unit)}.json`)
    const { key } = readOrCreateJson(file, () => ({ key: randomBytes(32).toString('base64url') }))
    const read = Buffer.from(key, 'base64url')
    keys.set(unit, read)
    return read
  })
}

export const sealsFolder = 'seals'
