import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { count, day, freeText, id } from '../../shapes.ts'
import { dong, huiLimits, isTooLarge, maxParts, maxUnits, partNo } from './amounts.ts'
import { lunarDay, periods } from './periods.ts'
import { naming, told } from './told.ts'

/**
 * How a line pays for taking early. `discount`: alive parts pay the face less the bid (*kêu hụi*); `premium`: a part that
 * has taken pays its bid beside the face in each later round; `fixed`: discount by the same bid in each round;
 * `interest-free`: no bid.
 */
export const models = ['discount', 'premium', 'fixed', 'interest-free'] as const
export type LineModel = (typeof models)[number]

const basisPoints = v.pipe(count, v.maxValue(10_000))

/** The host's commission (*tiền thảo*) on each payout: a share is basis points of the face, rounded down. */
export const commission = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('fixed'), amount: dong }),
  v.strictObject({ kind: v.literal('half') }),
  v.strictObject({ kind: v.literal('part') }),
  v.strictObject({ kind: v.literal('share'), basisPoints })
])
export type Commission = v.InferOutput<typeof commission>

/** Tells who holds a part, and how many of its units; one holder of all where a part is whole. */
const holders = v.pipe(
  v.array(v.strictObject({ person: id, units: v.pipe(count, v.maxValue(maxUnits)) })),
  v.minLength(1),
  v.maxLength(maxUnits),
  v.check((of) => new Set(of.map(({ person }) => person)).size === of.length)
)

/** Tells what was agreed on, each field by itself; `person/<id>` ids. */
const terms = {
  code: freeText(huiLimits.code),
  host: id,
  model: v.picklist(models),
  /** Họ đầu thảo: a part of the host takes the first round, without bid and commission. */
  head: v.boolean(),
  face: v.pipe(dong, v.minValue(1_000)),
  /** Into how many units a part is cut; a half part is one of two. */
  unitsPerPart: v.pipe(count, v.maxValue(maxUnits)),
  /** Holders of parts 1, 2, 3 …; a person may hold several. */
  parts: v.pipe(v.array(holders), v.minLength(2), v.maxLength(maxParts)),
  period: v.picklist(periods),
  startsOn: day,
  /** Kept where the first round was agreed by the lunar calendar. */
  lunar: v.optional(lunarDay),
  /** The least and the highest bid agreed, and that of a fixed line, đồng. */
  bids: v.strictObject({ min: v.optional(dong), max: v.optional(dong), fixed: v.optional(dong) }),
  /** Whether a ticket may be white, another may bid for somebody, and an absent member takes part. */
  tickets: v.strictObject({ white: v.boolean(), proxy: v.boolean(), absent: v.boolean() }),
  commission,
  /** Whether commission is owed when the host alone takes. */
  hostPays: v.boolean(),
  /** Tells who puts in what is missing (*choàng*): the host, by Điều 18 NĐ 19/2019 unless agreed otherwise. */
  advance: v.picklist(['host', 'nobody']),
  /** Agreed interest on what is late, basis points a year; null: none was agreed. */
  lateRate: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(1_000_000))),
  /** Days after the opening within which members pay, and the pot is handed over. */
  collectDays: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(60)),
  handoverDays: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(60))
}
const Terms = v.strictObject(terms)
export type AgreedTerms = v.InferOutput<typeof Terms>

const isWhole = ({ parts, unitsPerPart }: Pick<AgreedTerms, 'parts' | 'unitsPerPart'>) =>
  parts.every((part) => part.reduce((sum, { units }) => sum + units, 0) === unitsPerPart)
/** Tells whether any bid could be within the agreed limits. */
export const canBid = ({ min = 0, max = Infinity }: AgreedTerms['bids']): boolean => min <= max
const personsIn = (parts: AgreedTerms['parts']) => parts.flatMap((part) => part.map(({ person }) => person))

/** Begins a line (dây hụi) with all that was agreed; also what the law does not allow, which stands beside it. */
export const LineAgreed = fact(
  'hui.line-agreed',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<AgreedTerms>(({ host, parts }) => [host, ...personsIn(parts)])
  },
  v.pipe(
    v.strictObject({ ...told, ...terms }),
    v.check((agreed) => isWhole(agreed)),
    v.check(({ model, bids }) => (model === 'fixed') === (bids.fixed !== undefined)),
    v.check(({ bids: { fixed = 0 }, face }) => fixed < face),
    v.check(({ bids }) => canBid(bids)),
    v.check(({ parts, face }) => !isTooLarge({ n: parts.length, face }))
  )
)

/**
 * Tells what an amendment may change: any field; `lunar` is null where the first round was agreed by the solar calendar after
 * all.
 */
const Changes = v.partial(v.strictObject({ ...terms, lunar: v.nullable(lunarDay) }))

/** Amends what was agreed from a round on; from round 1 on it puts right what was written wrongly at the beginning. */
export const TermsAmended = fact(
  'hui.terms-amended',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ changes: { host?: string | undefined; parts?: AgreedTerms['parts'] | undefined } }>(
      ({ changes: { host, parts } }) => [...(host ? [host] : []), ...personsIn(parts ?? [])]
    )
  },
  v.strictObject({
    ...told,
    fromRound: partNo,
    changes: Changes,
    reason: freeText(huiLimits.reason)
  })
)

/** Records "đình hụi": rounds later than that day do not count. */
export const LineStopped = fact(
  'hui.line-stopped',
  { stream: 'line', writers: policeAndHost, names: naming() },
  v.strictObject({ ...told, reason: freeText(huiLimits.reason) })
)

/**
 * Records "ghi sửa (giữ bản cũ)": reverses a record of this line that was written by mistake; the right one is recorded
 * anew beside it.
 */
export const EntryReversed = fact(
  'hui.entry-reversed',
  { stream: 'line', writers: policeAndHost },
  v.strictObject({ entry: id, reason: freeText(huiLimits.reason) })
)
