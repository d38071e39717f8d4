import * as v from 'valibot'
import { fact } from '../fact.ts'
import { busyBooks, commander, serverAlone } from '../roles.ts'
import { count, deviceId, id, sha256 } from '../shapes.ts'
import { keptReasons, subjectKinds } from './subject.ts'

/** Why: entered by mistake, or she asked for it. No words of one's own, for they might name her for ever. */
export const erasureReasons = ['mistake', 'asked'] as const
/** Most records that one entry of the server tells of. */
export const maxErased = 400

/** The commander wants a person's data erased: `stream` is `unit/…`, the subject is named by her opaque id. */
export const ErasureOrdered = fact(
  'directory.erasure-ordered',
  { stream: 'unit', writers: commander },
  v.strictObject({ kind: v.picklist(subjectKinds), subject: id, reason: v.picklist(erasureReasons) })
)

/** The server did not: the ledger or an incident would no longer be whole. */
export const ErasureDeclined = fact(
  'directory.erasure-declined',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({ order: id, why: v.picklist(keptReasons) })
)

/**
 * The server has erased these records, and photos that no other record names; whatever arrives of them later is erased
 * again. Their numbers are told, so that none is missing without a reason.
 */
export const FactsErased = fact(
  'directory.facts-erased',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    order: id,
    book: v.picklist(['hui', ...busyBooks]),
    erased: v.pipe(v.array(v.strictObject({ id, device: deviceId, n: count })), v.maxLength(maxErased)),
    photos: v.pipe(v.array(sha256), v.maxLength(maxErased))
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const erasureFactTypes = [ErasureOrdered, ErasureDeclined, FactsErased] as const
