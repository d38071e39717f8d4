import { sha256 } from '@noble/hashes/sha2.js'
import * as v from 'valibot'
import { canonicalString } from '../canonical.ts'
import type { Envelope } from '../fact.ts'
import { thumbprint } from '../thumbprint.ts'
import { publicKey, type PublicKey } from './facts.ts'

/** A fact whose signature is to be verified: the key, the signed text and the signature. */
interface Unverified {
  readonly fact: Envelope
  readonly key: PublicKey
  readonly text: string
  readonly digest: string
}

const encoder = new TextEncoder()
const digestOf = (text: string, sig: string) =>
  String.fromCharCode(...sha256(encoder.encode(`${sig} ${text}`)))

/**
 * Selects the facts of a directory that were signed by the device that they name, and remembers each result. A device
 * id is the thumbprint of its key and the enrolment carries the key, so no trust is needed for that: a fact whose device
 * has not introduced itself is left out until it has.
 */
export class SignatureMemo {
  /** By object, where the caller keeps the facts; by digest of text and signature, where they are read anew. */
  readonly #byFact = new WeakMap<Envelope, { digest: string; isGenuine: boolean }>()
  #byDigest = new Map<string, boolean>()

  /** Returns the facts whose signature is not known yet; results of facts that are no longer there are forgotten. */
  unverified(facts: readonly Envelope[]): Unverified[] {
    const keys = keysIn(facts)
    const [before, still] = [this.#byDigest, new Map<string, boolean>()]
    const unknown = facts.flatMap((fact) => {
      const key = keys.get(fact.device)
      if (!key) return []
      const seen = this.#byFact.get(fact)
      if (seen) still.set(seen.digest, seen.isGenuine)
      if (seen) return []
      const text = canonicalString(fact)
      const digest = digestOf(text, fact.sig)
      const known = before.get(digest)
      if (known === undefined) return { fact, key, text, digest }
      still.set(digest, known)
      this.#byFact.set(fact, { digest, isGenuine: known })
      return []
    })
    this.#byDigest = still
    return unknown
  }

  /** Remembers the result of one verification. */
  learn({ fact, digest }: Unverified, isGenuine: boolean): void {
    this.#byFact.set(fact, { digest, isGenuine })
    this.#byDigest.set(digest, isGenuine)
  }

  /** Selects the facts that were verified with success and whose device's key is among them still. */
  genuine<F extends Envelope>(facts: readonly F[]): F[] {
    const keys = keysIn(facts)
    return facts.filter((fact) => keys.has(fact.device) && this.#byFact.get(fact)?.isGenuine === true)
  }
}

/** Signatures verified at once: between them others get their turn. */
const abreast = 64

/** Verifies what is not known yet, then selects: `Verify` of a phone, or of a server off its event loop. */
export async function genuineFacts<F extends Envelope>(
  facts: readonly F[],
  memo: SignatureMemo,
  verify: (key: PublicKey, text: string, sig: string) => Promise<boolean>
): Promise<F[]> {
  const unknown = memo.unverified(facts)
  const check = async (one: Unverified) =>
    // A malformed signature makes some implementations throw.
    memo.learn(one, await verify(one.key, one.text, one.fact.sig).catch(() => false))
  for (let i = 0; i < unknown.length; i += abreast)
    await Promise.all(unknown.slice(i, i + abreast).map(check))
  return memo.genuine(facts)
}

/** Returns the keys that devices introduced themselves with, or that servers introduced. */
function keysIn(facts: readonly Envelope[]): Map<string, PublicKey> {
  const keys = new Map<string, PublicKey>()
  for (const fact of facts) {
    const named = keyNamedIn(fact)
    if (named && !keys.has(named.device)) keys.set(named.device, named.key)
  }
  return keys
}

type KeyNamed = { device: string; key: PublicKey } | null
/** By object, for a key is hashed for it; facts are never edited. */
const keysNamed = new WeakMap<Envelope, KeyNamed>()

/** Returns the key that a fact introduces, with the device whose id it is; whoever says so, for it proves itself. */
export function keyNamedIn(fact: Envelope): KeyNamed {
  const { type, device: author, body } = fact
  if (type !== 'directory.device-enrolled' && type !== 'directory.device-introduced') return null
  const known = keysNamed.get(fact)
  if (known !== undefined) return known
  const device = type === 'directory.device-enrolled' ? author : body['device']
  const key = body['key']
  const named = v.is(publicKey, key) && thumbprint(key) === device ? { device, key } : null
  keysNamed.set(fact, named)
  return named
}
