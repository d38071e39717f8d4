import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { count, freeText, id } from '../../shapes.ts'
import { dong, huiLimits, maxParts, maxUnits, moved, partNo } from './amounts.ts'
import { naming, told } from './told.ts'

const ofPart: ReadonlySet<string> = new Set(['contribution', 'repayment', 'pot'])

interface Named {
  payer: string
  payee: string
  back: readonly { to: string }[]
}

/**
 * Records that a receipt (*giấy biên nhận*, Điều 13 NĐ 19/2019) was issued for money of this line: all that stands on the
 * paper. `entry`: the record of the money. `into` of the amount paid the due, `back` repaid who had covered it, the rest is
 * credit: what is recorded later does not change that. `balance`: what was left of the due, of the pot or of what is paid
 * ahead, or of what is short of the rounds before joining, đồng; none of late interest, which grows by the day. `units`: of a due or a pot, how many of the part the payer, or
 * the payee, held in that round, and `unitsPerPart` of how many: whatever is recorded later, they held them. Of interest they
 * only name the part, as the book had it then. `movedOn`: the day
 * on which the money moved; a paper without one says none.
 */
export const ReceiptIssued = fact(
  'hui.receipt-issued',
  {
    stream: 'line',
    writers: policeAndHost,
    names: naming<Named>(({ payer, payee, back }) => [payer, payee, ...back.map(({ to }) => to)])
  },
  v.pipe(
    v.strictObject({
      ...told,
      number: v.pipe(v.string(), v.regex(/^[A-Z]{1,6}-\d{4}[A-Z]{2}-\d{6}$/)),
      entry: id,
      code: freeText(huiLimits.code),
      kind: v.picklist(['contribution', 'repayment', 'prepaid', 'pot', 'interest', 'joining']),
      k: v.optional(partNo),
      part: v.optional(partNo),
      units: v.optional(v.pipe(count, v.maxValue(maxUnits))),
      unitsPerPart: v.optional(v.pipe(count, v.maxValue(maxUnits))),
      movedOn: v.optional(told.on),
      payer: id,
      payee: id,
      amount: moved,
      into: dong,
      back: v.pipe(v.array(v.strictObject({ to: id, amount: moved })), v.maxLength(maxParts)),
      balance: v.optional(dong)
    }),
    v.check(({ kind, k, part, units }) => !ofPart.has(kind) || (k && part && units) !== undefined),
    v.check(({ units, unitsPerPart }) => unitsPerPart === undefined || (units ?? Infinity) <= unitsPerPart),
    v.check(({ amount, into, back }) => back.reduce((sum, one) => sum + one.amount, into) <= amount)
  )
)
