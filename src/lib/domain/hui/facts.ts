import * as v from 'valibot'
import { fact } from '../fact.ts'
import { police } from '../roles.ts'
import { count, day, id, freeText } from '../shapes.ts'

/** The highest sum, đồng: a thousand billion, far above any line, far below the largest safe integer. */
export const maxDong = 1_000_000_000_000
export const dong = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(maxDong))

/** The interval between the rounds of a line; `season` is hụi mùa, three openings a year. */
export const periods = [
  'day',
  'week',
  'ten-days',
  'half-month',
  'month',
  'quarter',
  'four-months',
  'season'
] as const
export type Period = (typeof periods)[number]

/** The most parts a line may have. */
export const maxParts = 200
export const huiLimits = { code: 20, name: 80, hamlet: 120, reason: 500, claims: 9999 } as const

const partNo = v.pipe(count, v.maxValue(maxParts))

/** A day agreed by the lunar calendar, kept beside the solar one; `leap`: in the leap month. */
export const lunarDay = v.strictObject({
  day: v.pipe(count, v.maxValue(30)),
  month: v.pipe(count, v.maxValue(12)),
  year: v.pipe(count, v.minValue(1900), v.maxValue(2199)),
  leap: v.boolean()
})
export type LunarDay = v.InferOutput<typeof lunarDay>

/**
 * Describes a person as the commune knows them; names are kept as they are given, one word or three. A name in another
 * script tells an origin: it stands here only if the person wanted it, with the version of the text that they agreed to.
 * A later description without it takes it back.
 */
export const PersonDescribed = fact(
  'hui.person-described',
  { stream: 'person', writers: police },
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

/** The host's commission on each payout: a fixed sum, half a part, or basis points of the part. Rounded down. */
export const commission = v.variant('kind', [
  v.strictObject({ kind: v.literal('fixed'), amount: dong }),
  v.strictObject({ kind: v.literal('half') }),
  v.strictObject({ kind: v.literal('share'), basisPoints: v.pipe(count, v.maxValue(10_000)) })
])
export type Commission = v.InferOutput<typeof commission>

/**
 * Opens a line (dây hụi) in the discount model: its host, its face and the holder of each part. Persons are
 * `person/<id>` ids.
 */
export const LineOpened = fact(
  'hui.line-opened',
  {
    stream: 'line',
    writers: police,
    names: { kind: 'person', ids: ({ host, parts }) => [host, ...parts], keptAs: 'in-line' }
  },
  v.strictObject({
    code: freeText(huiLimits.code),
    host: id,
    face: v.pipe(dong, v.minValue(1000)),
    period: v.picklist(periods),
    commission,
    startsOn: day,
    lunar: v.optional(lunarDay),
    /** Holders of parts 1, 2, 3 …; a person may hold several. */
    parts: v.pipe(v.array(id), v.minLength(2), v.maxLength(maxParts))
  })
)

/** Records one opening (kỳ): the bids that were heard, and the part that took. The last round has no bids. */
export const RoundRecorded = fact(
  'hui.round-recorded',
  { stream: 'line', writers: police },
  v.strictObject({
    k: partNo,
    on: day,
    lunar: v.optional(lunarDay),
    /** At most one bid for each part; of two, nobody could say which one counts. */
    bids: v.pipe(
      v.array(v.strictObject({ part: partNo, amount: dong })),
      v.maxLength(maxParts),
      v.check((bids) => new Set(bids.map(({ part }) => part)).size === bids.length)
    ),
    taker: partNo,
    bid: dong,
    /** Equal highest bids, or none: the taker was drawn by lot. */
    byLot: v.boolean()
  })
)

const contribution = v.strictObject({ k: partNo, part: partNo, amount: v.pipe(dong, v.minValue(1)) })

/** Records money received for one part in one round. */
export const ContributionPaid = fact(
  'hui.contribution-paid',
  { stream: 'line', writers: police },
  contribution
)

/** Records "góp thay (choàng)": money that the host put in for one part in one round; its holder owes it to the host. */
export const ContributionAdvanced = fact(
  'hui.contribution-advanced',
  { stream: 'line', writers: police },
  contribution
)

/** Records the pot handed over to the taker of a round, less the commission. */
export const PayoutHanded = fact(
  'hui.payout-handed',
  { stream: 'line', writers: police },
  v.strictObject({ k: partNo, amount: v.pipe(dong, v.minValue(1)) })
)

/** Records "đình hụi": rounds later than that day do not count. */
export const LineStopped = fact(
  'hui.line-stopped',
  { stream: 'line', writers: police },
  v.strictObject({ on: day, reason: freeText(huiLimits.reason) })
)

/**
 * Records "ghi sửa (giữ bản cũ)": reverses an entry of this line that was written by mistake; the correct one is
 * recorded anew beside it.
 */
export const EntryReversed = fact(
  'hui.entry-reversed',
  { stream: 'line', writers: police },
  v.strictObject({ entry: id, reason: freeText(huiLimits.reason) })
)

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

/** The claimant: a person of the book, or a name as it was said. */
export const claimant = v.union([
  v.strictObject({ person: id }),
  v.strictObject({ name: freeText(huiLimits.name) })
])
export type Claimant = v.InferOutput<typeof claimant>

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
  v.strictObject({ number: claims, claimant, parts: claims, amount: dong, paper: v.boolean() })
)

/** Records "ghi sửa (giữ bản cũ)": reverses a claim that was written by mistake. */
export const ClaimReversed = fact(
  'hui.claim-reversed',
  { stream: 'collapse', writers: police },
  v.strictObject({ claim: id, reason: freeText(huiLimits.reason) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const huiFactTypes = [
  PersonDescribed,
  LineOpened,
  RoundRecorded,
  ContributionPaid,
  ContributionAdvanced,
  PayoutHanded,
  LineStopped,
  EntryReversed,
  CollapseOpened,
  ClaimRegistered,
  ClaimReversed
] as const
