import * as v from 'valibot'
import { fact } from '../fact.ts'
import { busyBooks, commander, serverAlone } from '../roles.ts'
import { count, deviceId, id, sha256 } from '../shapes.ts'
import { keptReasons, subjectKinds } from './subject.ts'

/**
 * Reasons: entered by mistake, or the person asked for it. There is no free text, because it might name the person for
 * ever.
 */
export const erasureReasons = ['mistake', 'asked'] as const
/** Most records, photos and parts, each, that one entry of the server lists: together they fit into a fact. */
export const maxErased = 250

/**
 * Orders a person's data to be erased, by the commander: `stream` is `unit/…`, and the subject is named by their opaque
 * id.
 */
export const ErasureOrdered = fact(
  'directory.erasure-ordered',
  { stream: 'unit', writers: commander },
  v.strictObject({ kind: v.picklist(subjectKinds), subject: id, reason: v.picklist(erasureReasons) })
)

/** Declines an order, by the server: the ledger or an incident would no longer be whole. */
export const ErasureDeclined = fact(
  'directory.erasure-declined',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({ order: id, why: v.picklist(keptReasons) })
)

/**
 * Records that the server has erased these records, and the photos that no other record names; a copy that arrives
 * later is erased again. Their numbers are listed, so that none is missing without a reason. `parts`: those of all their
 * photos, which go as soon as no other photo needs them.
 */
export const FactsErased = fact(
  'directory.facts-erased',
  { stream: 'unit', writers: serverAlone },
  v.strictObject({
    order: id,
    book: v.picklist(['hui', ...busyBooks, 'private']),
    erased: v.pipe(v.array(v.strictObject({ id, device: deviceId, n: count })), v.maxLength(maxErased)),
    photos: v.pipe(v.array(sha256), v.maxLength(maxErased)),
    parts: v.pipe(v.array(sha256), v.maxLength(maxErased))
  })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const erasureFactTypes = [ErasureOrdered, ErasureDeclined, FactsErased] as const
