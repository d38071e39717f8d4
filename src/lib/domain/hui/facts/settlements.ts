import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { day, id } from '../../shapes.ts'
import { moved } from './amounts.ts'
import { paymentMethod } from './money.ts'
import { naming, receipt, told } from './told.ts'

/** The most rows that one paper has. */
export const maxShares = 60

interface Pair {
  from: string
  to: string
}
const line = { stream: 'line', writers: policeAndHost } as const

/**
 * Records "kết sổ" in a line that goes on no more: somebody acknowledges a debt, and pays it in instalments. `spouse`: who
 * signed with them.
 */
export const DebtAcknowledged = fact(
  'hui.debt-acknowledged',
  {
    ...line,
    names: naming<Pair & { spouse?: string | undefined }>(({ from, to, spouse }) => [
      from,
      to,
      ...(spouse ? [spouse] : [])
    ])
  },
  v.pipe(
    v.strictObject({
      ...told,
      from: id,
      to: id,
      amount: moved,
      instalments: v.pipe(
        v.array(v.strictObject({ on: day, amount: moved })),
        v.minLength(1),
        v.maxLength(maxShares)
      ),
      spouse: v.optional(id)
    }),
    v.check(({ from, to, spouse }) => from !== to && spouse !== from),
    v.check(({ amount, instalments }) => instalments.reduce((sum, one) => sum + one.amount, 0) === amount)
  )
)

/** Records what the members of a line that goes on no more agreed to give each other, and who has signed it. */
export const SettlementAgreed = fact(
  'hui.settlement-agreed',
  {
    ...line,
    names: naming<{ shares: readonly Pair[]; signed: readonly string[] }>(({ shares, signed }) => [
      ...shares.flatMap(({ from, to }) => [from, to]),
      ...signed
    ])
  },
  v.pipe(
    v.strictObject({
      ...told,
      shares: v.pipe(
        v.array(v.strictObject({ from: id, to: id, on: day, amount: moved })),
        v.minLength(1),
        v.maxLength(maxShares)
      ),
      signed: v.pipe(v.array(id), v.maxLength(2 * maxShares))
    }),
    v.check(({ shares }) => shares.every(({ from, to }) => from !== to)),
    v.check(({ signed }) => new Set(signed).size === signed.length)
  )
)

/** Records money that was paid of what a debt's acknowledgement or a settlement says; the oldest of its days first. */
export const AgreedPaid = fact(
  'hui.agreed-paid',
  { ...line, names: naming<Pair>(({ from, to }) => [from, to]) },
  v.strictObject({ ...told, agreed: id, from: id, to: id, amount: moved, method: paymentMethod, receipt })
)
