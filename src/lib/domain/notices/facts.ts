import * as v from 'valibot'
import { fact } from '../fact.ts'
import { dong, huiLimits, maxDong, maxParts, periods } from '../hui/facts.ts'
import { police, policeAndUbnd } from '../roles.ts'
import { count, day, freeText, id } from '../shapes.ts'

/** A new line, a change of what was notified (khoản 3), and the end of a line. */
export const noticeKinds = ['new', 'supplement', 'end'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Longest texts, in UTF-16 units, and the highest number of members that a paper may name. */
export const noticeLimits = { number: 30, from: 80, reason: 500, members: 9999 } as const

/** The highest value at one opening, đồng: the most parts at their highest face, a safe integer. */
export const mostOpeningValue = maxParts * maxDong
const openingValue = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(mostOpeningValue))
const members = v.pipe(count, v.maxValue(noticeLimits.members))
const endsLast = ({ startsOn, endsOn }: { startsOn: string; endsOn?: string | undefined }) =>
  endsOn === undefined || startsOn <= endsOn

const listed = v.pipe(
  v.strictObject({
    host: id,
    hostName: freeText(huiLimits.name),
    hamlet: v.optional(freeText(huiLimits.hamlet)),
    line: freeText(huiLimits.code),
    n: v.pipe(count, v.minValue(2), v.maxValue(maxParts)),
    face: v.pipe(dong, v.minValue(1000)),
    members,
    period: v.picklist(periods),
    startsOn: day,
    endsOn: v.optional(day)
  }),
  v.check((body) => endsLast(body))
)

/**
 * Lists a line in the register that the People's Committee reads: what NĐ 19/2019/NĐ-CP Điều 14 lets it know of a line,
 * and nothing of dues, takers, phones or members' names. The latest listing of a line replaces the earlier ones whole.
 * `host` is a `person/<id>` id: two lines with the same one have the same host. `endsOn`: the day on which the line
 * ended, or that of its last round as agreed.
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
 * `replaces`: the id of the notice that it supplements.
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
      startsOn: day,
      endsOn: v.optional(day),
      value: openingValue,
      members,
      replaces: v.optional(id)
    }),
    v.check((body) => endsLast(body))
  )
)

/** Records "ghi sửa (giữ bản cũ)": withdraws a notice of this line that was written down by mistake. */
export const NoticeWithdrawn = fact(
  'notices.notice-withdrawn',
  { stream: 'notice', writers: policeAndUbnd },
  v.strictObject({ notice: id, reason: freeText(noticeLimits.reason) })
)

/** All types of this feature; `domain/facts.ts` derives the rest from them. */
export const noticeFactTypes = [LineListed, NoticeReceived, NoticeWithdrawn] as const
