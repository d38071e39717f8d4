import { verify, type KeyObject } from 'node:crypto'
import * as v from 'valibot'
import { canonicalString } from '#lib/domain/canonical.ts'
import { isBarred, recordedBarred } from '#lib/domain/devices/barring.ts'
import type { Directory } from '#lib/domain/directory/directory.ts'
import { publicKey, type PublicKey } from '#lib/domain/directory/facts.ts'
import type { Envelope } from '#lib/domain/fact.ts'
import type { AdmissionRefusal } from '#lib/domain/rules.ts'
import { thumbprint } from '#lib/domain/thumbprint.ts'
import { keyObject } from '../signature.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import { factOf, unfit } from './unfit.ts'

/** Why a document is not stored: `refused` for good, or `held`, to be offered again. */
export type Verdict = { kind: 'refused'; why: AdmissionRefusal } | { kind: 'held'; why: { code: 'barred' } }

/**
 * Judges a document that a member brings, before CouchDB's rule sees it: the limits of a fact, whose id it bears, whether
 * the key of its device signed it, and whether that device is revoked. A device that the directory does not know is left
 * to whoever reads the fact.
 * @param known the directory of the fact's unit, or null
 * @returns null when CouchDB's rule may decide, as it does about everything without a fact's envelope
 */
export async function judge(doc: CouchDocument, known: Directory | null): Promise<Verdict | null> {
  const fact = factOf(doc)
  if (!fact) return null
  const why = unfit(fact) ?? (await misSigned(fact, known))
  if (why) return { kind: 'refused', why }
  return known && isOut(fact, known) ? { kind: 'held', why: { code: 'barred' } } : null
}

async function misSigned(fact: Envelope, known: Directory | null): Promise<AdmissionRefusal | null> {
  const key = keyOf(fact, known)
  if (key === undefined) return null
  return key && (await isSigned(key, canonicalString(fact), fact.sig)) ? null : { code: 'bad-signature' }
}

/**
 * Tells whether a fact comes from a device that is revoked. By its own hand nothing counts, whatever time it bears; what
 * others bring counts if it was recorded before.
 */
function isOut(fact: Envelope, { barrings }: Directory): boolean {
  return fact.via === undefined ? isBarred(barrings.devices.get(fact.device)) : recordedBarred(fact, barrings)
}

/** Returns the key of a fact's device; undefined: nobody knows it; null: it cannot be that device's. */
function keyOf({ type, device, body }: Envelope, known: Directory | null): KeyObject | null | undefined {
  if (type !== 'directory.device-enrolled') {
    const enrolled = known?.devices.find(({ id }) => id === device)
    return enrolled && keyObject(enrolled.key)
  }
  const told = v.safeParse(publicKey, body['key'])
  if (!told.success) return undefined
  return isOf(device, told.output) ? keyObject(told.output) : null
}

const isOf = (device: string, key: PublicKey) => thumbprint(key) === device

/** Verifies off the event loop: a push of hundreds must not hold up others. */
function isSigned(key: KeyObject, text: string, sig: string): Promise<boolean> {
  const way = { key, dsaEncoding: 'ieee-p1363' } as const
  return new Promise((resolve) =>
    verify('sha256', Buffer.from(text), way, Buffer.from(sig, 'base64url'), (problem, right) =>
      resolve(!problem && right)
    )
  )
}
