import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { police } from '../../roles.ts'
import { count, day, freeText, id } from '../../shapes.ts'
import { huiLimits, maxClaim } from './amounts.ts'

/** Opens the "hồ sơ vỡ hụi" of a host (a `person/<id>` id): the first day of the collapse, and first information. */
export const CollapseOpened = fact(
  'hui.collapse-opened',
  {
    stream: 'collapse',
    writers: police,
    names: { kind: 'person', ids: ({ host }) => [host], keptAs: 'in-collapse' }
  },
  v.strictObject({ host: id, on: day, gist: freeText(huiLimits.reason) })
)

/** Records that its author looked at the file: it is no task of theirs any more. */
export const CollapseSeen = fact(
  'hui.collapse-seen',
  { stream: 'collapse', writers: police },
  v.strictObject({ on: day })
)

/** The claimant: a person of the book, or a name as it was said. */
export const claimant = v.union([
  v.strictObject({ person: id }),
  v.strictObject({ name: freeText(huiLimits.name) })
])
export type Claimant = v.InferOutput<typeof claimant>

const claimed = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxClaim))
const claims = v.pipe(count, v.maxValue(huiLimits.claims))

/** Registers one person's declared loss, đồng, by their number in the queue; `paper`: they have something written. */
export const ClaimRegistered = fact(
  'hui.claim-registered',
  {
    stream: 'collapse',
    writers: police,
    names: {
      kind: 'person',
      ids: ({ claimant }) => ('person' in claimant ? [claimant.person] : []),
      keptAs: 'in-collapse'
    }
  },
  v.strictObject({ number: claims, claimant, parts: claims, amount: claimed, paper: v.boolean() })
)

/** Records "ghi sửa (giữ bản cũ)": reverses a claim that was written by mistake. */
export const ClaimReversed = fact(
  'hui.claim-reversed',
  { stream: 'collapse', writers: police },
  v.strictObject({ claim: id, reason: freeText(huiLimits.reason) })
)
