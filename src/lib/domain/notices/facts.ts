import * as v from 'valibot'
import { fact } from '../fact.ts'
import { dong, huiLimits, isTooLarge, maxOpening, maxParts, moved } from '../hui/facts/amounts.ts'
import { periods } from '../hui/facts/periods.ts'
import { police, policeAndUbnd } from '../roles.ts'
import { count, day, freeText, id } from '../shapes.ts'

/** A new line, a change of what was notified (khoản 3), and the end of a line. */
export const noticeKinds = ['new', 'supplement', 'end'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Longest texts, in UTF-16 units, and the highest number of members that a paper may name. */
export const noticeLimits = { number: 30, from: 80, reason: 500, members: 9999 } as const

const openingValue = v.pipe(moved, v.maxValue(maxOpening))
const members = v.pipe(count, v.maxValue(noticeLimits.members))
const endsLast = ({ startsOn, endsOn }: { startsOn: string; endsOn?: string | undefined }) =>
  endsOn === undefined || startsOn <= endsOn

const listed = v.pipe(
  v.strictObject({
    /** The hụi line, where its row stands with a notice that came before the listing. */
    of: v.optional(id),
    host: id,
    hostName: freeText(huiLimits.name),
    hamlet: v.optional(freeText(huiLimits.hamlet)),
    line: freeText(huiLimits.code),
    n: v.pipe(count, v.minValue(2), v.maxValue(maxParts)),
    face: v.pipe(dong, v.minValue(1000)),
    members,
    period: v.picklist(periods),
    startsOn: day,
    endsOn: v.optional(day),
    ended: v.optional(v.literal(true))
  }),
  v.check((body) => endsLast(body)),
  v.check(({ ended, endsOn }) => !ended || endsOn !== undefined),
  v.check((body) => !isTooLarge(body))
)

/**
 * Lists a line in the register that the People's Committee reads: what NĐ 19/2019/NĐ-CP Điều 14 lets it know of a line,
 * and nothing of dues, takers, phones or members' names. The latest listing of a line replaces the earlier ones whole.
 * `host` is a `person/<id>` id: two lines with the same one have the same host. `endsOn`: the day of its last
 * round as agreed, or the day on which the line ended where the hụi book says so: `ended`.
 */
export const LineListed = fact(
  'notices.line-listed',
  {
    stream: 'notice',
    writers: police,
    names: { kind: 'person', ids: ({ host }) => [host], keptAs: 'in-line' }
  },
  listed
)

/**
 * Records a host's written notice as the office received it: the contents that NĐ 19/2019/NĐ-CP Điều 14 khoản 2 names,
 * `value` being that of all parts at one opening, đồng. `number` is that of the receipt, `from` who handed it in.
 * `replaces`: the id of the notice that it supplements. `host`: as the paper says; where she lives is left out where it does
 * not say so. Her identity number stands on the paper alone.
 */
export const NoticeReceived = fact(
  'notices.notice-received',
  { stream: 'notice', writers: policeAndUbnd },
  v.pipe(
    v.strictObject({
      kind: v.picklist(noticeKinds),
      receivedOn: day,
      number: freeText(noticeLimits.number),
      from: freeText(noticeLimits.from),
      host: v.strictObject({
        name: freeText(huiLimits.name),
        hamlet: v.optional(freeText(huiLimits.hamlet))
      }),
      startsOn: day,
      endsOn: v.optional(day),
      value: openingValue,
      members,
      replaces: v.optional(id)
    }),
    v.check((body) => endsLast(body))
  )
)

/**
 * Records that a host must notify and is asked to: her name alone, and `by`, the day that the commune set; the law sets
 * none. Stands in `notice/<her person id>`; the latest one counts.
 */
export const NoticeAsked = fact(
  'notices.notice-asked',
  {
    stream: 'notice',
    writers: policeAndUbnd,
    names: { kind: 'person', ids: ({ host }) => [host], keptAs: 'in-line' }
  },
  v.strictObject({ host: id, hostName: freeText(huiLimits.name), by: v.optional(day) })
)

/** Records "ghi sửa (giữ bản cũ)": withdraws a notice, or what was asked, that was written down here by mistake. */
export const NoticeWithdrawn = fact(
  'notices.notice-withdrawn',
  { stream: 'notice', writers: policeAndUbnd },
  v.strictObject({ notice: id, reason: freeText(noticeLimits.reason) })
)

/**
 * Records of which line a notice is that was taken in at another place: `line` is the `notice/<id>` of that line, `notice`
 * the record in this stream. The latest one of each person counts, and nothing while people differ; one that names its own
 * stream takes the notice back. `replaces`: the id of the notice that it supplements there.
 */
export const NoticePlaced = fact(
  'notices.notice-placed',
  { stream: 'notice', writers: policeAndUbnd },
  v.strictObject({ notice: id, line: id, replaces: v.optional(id) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const noticeFactTypes = [
  LineListed,
  NoticeReceived,
  NoticeAsked,
  NoticeWithdrawn,
  NoticePlaced
] as const
