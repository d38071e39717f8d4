import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText } from '../../shapes.ts'
import { huiLimits } from './amounts.ts'

/**
 * Describes a person as the commune knows them; names are kept as they are given, one word or three. A name in another
 * script tells an origin: it stands here only if the person wanted it, with the version of the text that they agreed to.
 * A later description without it takes it back.
 */
export const PersonDescribed = fact(
  'hui.person-described',
  { stream: 'person', writers: policeAndHost },
  v.pipe(
    v.strictObject({
      name: freeText(huiLimits.name),
      knownAs: v.optional(freeText(huiLimits.name)),
      /** The name in Khmer script. */
      khmer: v.optional(freeText(huiLimits.name)),
      khmerConsent: v.optional(
        v.strictObject({ version: freeText(huiLimits.name), agreed: v.literal(true) })
      ),
      hamlet: v.optional(freeText(huiLimits.hamlet))
    }),
    v.check(({ khmer, khmerConsent }) => (khmer === undefined) === (khmerConsent === undefined))
  )
)
