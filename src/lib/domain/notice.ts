import * as v from 'valibot'
import { id, slug } from './shapes.ts'

/** The languages in which a phone can receive notices. */
export const noticeLanguages = ['vi', 'en'] as const

/** Most gates that a notice names: a push holds 4 KB, and a lock screen a few lines. */
export const maxNamedGates = 8

const whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A kind that the phone does not know yet is accepted: there is a sentence for it too. */
const kind = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{1,29}$/))

/**
 * The encrypted push message of a server to a phone: the event, never the person it happened to. The phone makes the
 * sentence and the page from it, so that a push can lead nowhere but to the page of a gate or an alarm, or, about the
 * reader’s own account, to the first one. Not strict, as
 * a server is newer than its phones.
 */
export const Notice = v.object({
  v: v.literal(1),
  /** Id of the fact behind it: the same notice has the same id, however often it arrives. */
  id,
  kind,
  about: v.picklist(['gate', 'alarm', 'account']),
  subject: slug,
  /** Name of the gate or the unit, both names of places. */
  name: v.pipe(v.string(), v.maxLength(120)),
  /** Time of the event, Unix ms. */
  at: whole,
  minutes: v.optional(whole),
  drill: v.optional(v.literal(true)),
  /** Names of the gates that the reader is to close by hand, or that nobody has answered for. */
  gates: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(120))), v.maxLength(maxNamedGates))),
  /** Counts the rings of one call, from the second on: each rings aloud. */
  again: v.optional(whole),
  /** A secret of this one push: whoever brings it to the server has received it. */
  receipt: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/))),
  language: v.picklist(noticeLanguages)
})
export type Notice = v.InferOutput<typeof Notice>

/** Returns the page that a notice leads to. Opening it only shows the page and triggers no action. */
export function noticePage({ about, subject }: Pick<Notice, 'about' | 'subject'>): string {
  return about === 'account' ? '/' : `/${about}/${subject}`
}

/** Returns the tag of a notice: notices about the same thing replace each other, but never a drill a real one. */
export function noticeTag({
  about,
  subject,
  kind,
  drill
}: Pick<Notice, 'about' | 'subject' | 'kind' | 'drill'>): string {
  return `${about}/${subject}/${kind}${drill ? '/drill' : ''}`
}
