import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText, id } from '../../shapes.ts'
import { huiLimits, moved, partNo } from './amounts.ts'
import { paymentMethod } from './money.ts'
import { naming, receipt, told } from './told.ts'

/** Late interest of the due of that part in a round; of the round's pot without a part. `from`: who was late. */
const of = { k: partNo, part: v.optional(partNo), from: id }

/** Records interest paid on what came late (Điều 22 NĐ 19/2019), beside what the due or the pot itself is. */
export const LateInterestPaid = fact(
  'hui.late-interest-paid',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ from: string; to: string }>(({ from, to }) => [from, to])
  },
  v.strictObject({ ...told, ...of, to: id, amount: moved, method: paymentMethod, receipt })
)

/** Records that whom late interest is owed to asks for no more of it, as far as that sum. */
export const PenaltyWaived = fact(
  'hui.penalty-waived',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<{ from: string; by: string }>(({ from, by }) => [from, by])
  },
  v.strictObject({ ...told, ...of, by: id, amount: moved, reason: v.optional(freeText(huiLimits.reason)) })
)
