import * as v from 'valibot'
import type { KeptReason } from '../../erasure/subject.ts'
import { day, freeText, id } from '../../shapes.ts'
import { huiLimits } from './amounts.ts'

/** Tells who said it: the host (*chủ hụi khai*), a member who confirms it, or an officer who saw it. */
export const sayers = ['host', 'member', 'officer'] as const
/** How it reached the officer: the group's post, a call, a talk, a paper shown, or own eyes. */
export const sayingWays = ['post', 'call', 'talk', 'paper', 'seen'] as const

/**
 * Tells what each record of a line has: the day on which it happened, from 1900 to 2199 as lunar days, so that interest has a
 * bound; and who said so. `person`: a `person/<id>` id.
 */
export const told = {
  on: v.pipe(day, v.regex(/^(19|20|21)/)),
  said: v.strictObject({ by: v.picklist(sayers), how: v.picklist(sayingWays), person: v.optional(id) })
}

/** Names whoever said it beside those given: none of them can be erased while the record stands. */
export const naming = <Body>(
  ids: (body: Body) => readonly string[] = () => [],
  keptAs: KeptReason = 'in-line'
) => ({
  kind: 'person' as const,
  ids: (body: Body & { said?: { person?: string | undefined } }) => [
    ...ids(body),
    ...(body.said?.person ? [body.said.person] : [])
  ],
  keptAs
})

/** The number on a receipt, as it was printed or written. */
export const receipt = v.optional(freeText(huiLimits.receipt))
