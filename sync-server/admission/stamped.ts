import { addedTo, type Envelope } from '#lib/domain/fact.ts'
import type { CouchDocument } from '../gatekeeper/couch-document.ts'
import type { Seals } from './seals.ts'
import { factOf } from './unfit.ts'

/** When the server took a fact, Unix ms, from which carrier, and the proof of both. */
export interface Seal {
  via?: string
  took: number
  seal: string
}

/** A document as it will be stored. */
export interface Brought {
  doc: CouchDocument
  /** Null for what lacks a fact's envelope, which CouchDB's rule refuses. */
  fact: Envelope | null
  seal: Seal | null
  /** Whether it came with a right seal: then the server had it just so before, and may have lost it. */
  isBack: boolean
}

/**
 * Stamps a document that a member brings with what the gateway alone says: who carried it, when the server took it, and its
 * seal. What the document says of that itself stands if the seal is this server's, and is dropped else.
 */
export function stamped(
  brought: CouchDocument,
  account: string,
  { seals, now }: { seals: Seals; now: number }
): Brought {
  const claimed = factOf(brought)
  if (claimed && seals.isRight(claimed)) {
    // Only what signature and seal cover: it is stored past the rule.
    const { id, ...fields } = claimed
    const seal = addedTo(claimed) as Seal
    return { doc: { _id: id, ...fields }, fact: claimed, seal, isBack: true }
  }
  const { via: _via, took: _took, seal: _seal, ...bare } = brought as CouchDocument & { by?: unknown }
  const doc = (bare.by === account ? bare : { ...bare, via: account }) as CouchDocument
  const fact = factOf(doc)
  if (!fact) return { doc, fact, seal: null, isBack: false }
  const seal = { ...addedTo(fact), took: now, seal: seals.of(fact, now) }
  return { doc: { ...doc, ...seal }, fact: { ...fact, ...seal }, seal, isBack: false }
}
