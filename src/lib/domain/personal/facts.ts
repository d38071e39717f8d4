import * as v from 'valibot'
import { erasureReasons } from '../erasure/facts.ts'
import { fact } from '../fact.ts'
import { commander, privateReaders } from '../roles.ts'
import { day, freeText, id, slug } from '../shapes.ts'

/** Names what may be written down of somebody: an identity card's number, never its picture. */
export const detailKinds = ['id-number', 'bank-account', 'tip-source', 'contact'] as const
export type DetailKind = (typeof detailKinds)[number]

/** Names what an entry is for; none is kept without one. */
export const purposes = ['paper', 'identity', 'case', 'contact', 'payment'] as const
export type Purpose = (typeof purposes)[number]

/** Why an entry is taken out: a mistake, the person's wish, or its purpose is served. */
export const removalReasons = [...erasureReasons, 'served'] as const
export type RemovalReason = (typeof removalReasons)[number]

/** Why somebody reads a value; `other` needs words. */
export const readingReasons = [...purposes, 'asked', 'other'] as const
export type ReadingReason = (typeof readingReasons)[number]

/** Names what a person may ask of the data about them: to see, correct or delete them, or to object to their use. */
export const requestKinds = ['view', 'correct', 'delete', 'object'] as const
export type RequestKind = (typeof requestKinds)[number]

export const requestOutcomes = ['done', 'partly', 'declined'] as const
export type RequestOutcome = (typeof requestOutcomes)[number]

/** Longest texts, UTF-16 units. */
export const personalLimits = { short: 200, text: 500 } as const

const patterns: Partial<Record<DetailKind, RegExp>> = {
  'id-number': /^(\d{9}|\d{12})$/,
  'bank-account': /^\d{6,19}( |$)/
}

/**
 * Tells whether a value can be one of its kind: an identity number has 12 digits, or the 9 of the older card; a bank
 * account begins with its number, and its bank's name may follow after a blank.
 */
export const isDetail = ({ kind, value }: { kind: DetailKind; value: string }): boolean =>
  patterns[kind]?.test(value) ?? true

/**
 * Writes down one value about somebody, with its purpose. The stream bears the opaque id that the subject has in another
 * book, and `about` the kind of its stream there. `corrects` names the entry that this one replaces; `consent` holds the
 * text that the person agreed to, word for word, with its version, where consent was asked.
 */
export const DetailRecorded = fact(
  'private.detail-recorded',
  { stream: 'subject', writers: privateReaders },
  v.pipe(
    v.strictObject({
      about: slug,
      kind: v.picklist(detailKinds),
      value: freeText(personalLimits.short),
      purpose: v.picklist(purposes),
      consent: v.optional(
        v.strictObject({ version: freeText(personalLimits.short), text: freeText(personalLimits.text) })
      ),
      corrects: v.optional(id)
    }),
    v.check((body) => isDetail(body))
  )
)

/** Takes an entry out: it is no longer shown, to anybody. */
export const DetailRemoved = fact(
  'private.detail-removed',
  { stream: 'subject', writers: privateReaders },
  v.strictObject({ detail: id, reason: v.picklist(removalReasons) })
)

/** Tells whether somebody says why a value is read: beside `other` there are words of their own. */
const saysWhy = ({ reason, text }: { reason: ReadingReason; text?: string | undefined }): boolean =>
  reason !== 'other' || text !== undefined

/** Records that its author was shown a value, and why; recorded before the value is shown. */
export const DetailRead = fact(
  'private.detail-read',
  { stream: 'subject', writers: privateReaders },
  v.pipe(
    v.strictObject({
      detail: id,
      reason: v.picklist(readingReasons),
      text: v.optional(freeText(personalLimits.text))
    }),
    v.check((body) => saysWhy(body))
  )
)

/** Records a person's request about their data, and the day on which it came. */
export const RequestReceived = fact(
  'private.request-received',
  { stream: 'request', writers: commander },
  v.strictObject({
    kind: v.picklist(requestKinds),
    receivedOn: day,
    from: freeText(personalLimits.short),
    text: v.optional(freeText(personalLimits.text))
  })
)

/** Answers a request of the same stream. */
export const RequestAnswered = fact(
  'private.request-answered',
  { stream: 'request', writers: commander },
  v.strictObject({ outcome: v.picklist(requestOutcomes), text: freeText(personalLimits.text) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const personalFactTypes = [
  DetailRecorded,
  DetailRemoved,
  DetailRead,
  RequestReceived,
  RequestAnswered
] as const
