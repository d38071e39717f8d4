import * as v from 'valibot'
import { hasOwnId } from '#lib/domain/certified-id.ts'
import { unmetLimit } from '#lib/domain/fact-limits.ts'
import { Envelope } from '#lib/domain/fact.ts'
import type { AdmissionRefusal } from '#lib/domain/rules.ts'
import { asFact, type CouchDocument } from '../gatekeeper/couch-document.ts'

/** Returns the fact in a document that a member brings; null when it lacks a fact's envelope, which CouchDB's rule refuses. */
export function factOf(doc: CouchDocument): Envelope | null {
  const parsed = v.safeParse(Envelope, asFact(doc))
  return parsed.success ? parsed.output : null
}

/** Judges by the fact alone: the limits of every fact, and whose id it bears. @returns null when it is fit */
export function unfit(fact: Envelope): AdmissionRefusal | null {
  const unmet = unmetLimit(fact)
  if (unmet) return unmet.code === 'too-large' ? unmet : { code: 'malformed', at: unmet.at }
  return hasOwnId(fact) ? null : { code: 'bad-id' }
}
