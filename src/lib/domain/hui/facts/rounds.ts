import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText, id } from '../../shapes.ts'
import { dong, huiLimits, maxParts, partNo } from './amounts.ts'
import { lunarDay } from './periods.ts'
import { naming, told } from './told.ts'

/** How the taker was found: the highest bid, a lot, the agreed order, a vote, or the host's first round. */
export const choices = ['bid', 'lot', 'order', 'vote', 'head'] as const
export type Choice = (typeof choices)[number]

/** Tells what was heard of one part: its bid, a white ticket, and whether somebody else bid for it. */
const ticket = v.strictObject({
  part: partNo,
  bid: v.nullable(dong),
  /** The host bid for an absent member, or another member did. */
  by: v.picklist(['holder', 'proxy', 'host'])
})

/**
 * Records one opening (kỳ) in one act, as the group's post tells it: who took and the bid. `collected`: the post says *thu
 * đủ*, all dues of the round were paid, but for those of the people in `unpaid` (*thu đủ, trừ …*).
 */
export const RoundHeld = fact(
  'hui.round-held',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ collected: boolean; unpaid?: string[] | undefined }>(({ unpaid = [] }) => unpaid)
  },
  v.pipe(
    v.strictObject({
      ...told,
      k: partNo,
      lunar: v.optional(lunarDay),
      chosen: v.picklist(choices),
      /** The id of the lot that found the taker. */
      lot: v.optional(id),
      taker: partNo,
      /** đồng; 0 where nobody bid. */
      bid: dong,
      /** At most one for each part; of two, nobody could say which one counts. */
      tickets: v.pipe(
        v.array(ticket),
        v.maxLength(maxParts),
        v.check((tickets) => new Set(tickets.map(({ part }) => part)).size === tickets.length)
      ),
      present: v.optional(v.pipe(v.array(partNo), v.maxLength(maxParts))),
      collected: v.boolean(),
      unpaid: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(maxParts))),
      /** Why another than the highest bid took, as those present agreed. */
      why: v.optional(freeText(huiLimits.reason))
    }),
    v.check(({ collected, unpaid }) => collected || !unpaid)
  )
)
