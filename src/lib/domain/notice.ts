import * as v from 'valibot'
import { id, slug } from './shapes.ts'

/** The languages in which a phone may want to be told. */
export const noticeLanguages = ['vi', 'en'] as const

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A kind that a phone does not know yet has a sentence too. */
const kind = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))

/**
 * What a server pushes to a phone, encrypted: what happened, never to whom. The phone makes the sentence and the page
 * from it, so that nothing pushed can lead anywhere but to the page of a gate or an alarm. Not strict, as a server is
 * newer than its phones.
 */
export const Notice = v.object({
  v: v.literal(1),
  /** Of the fact behind it: the same notice has the same id, however often it comes. */
  id,
  kind,
  about: v.picklist(['gate', 'alarm']),
  subject: slug,
  /** The gate's name, or the unit's: names of places. */
  name: v.pipe(v.string(), v.maxLength(120)),
  /** When it happened, Unix ms. */
  at: whole,
  minutes: v.optional(whole),
  drill: v.optional(v.literal(true)),
  language: v.picklist(noticeLanguages)
})
export type Notice = v.InferOutput<typeof Notice>

/** The page that a notice leads to; it only shows, and nothing is done there by coming. */
export function noticePage({ about, subject }: Pick<Notice, 'about' | 'subject'>): string {
  return `/${about}/${subject}`
}

/** Notices of the same thing take each other's place. */
export function noticeTag({ about, subject, kind }: Pick<Notice, 'about' | 'subject' | 'kind'>): string {
  return `${about}/${subject}/${kind}`
}
