import * as v from 'valibot'
import { fact } from '../../fact.ts'
import { policeAndHost } from '../../roles.ts'
import { freeText, id } from '../../shapes.ts'
import { dong, huiLimits, moved, partNo } from './amounts.ts'
import { naming, receipt, told } from './told.ts'

const line = { stream: 'line', writers: policeAndHost } as const
type Held = { holder: string }
const ofHolder = { ...line, names: naming<Held>(({ holder }) => [holder]) }
/** One holder's due of one part in one round. */
const due = { k: partNo, part: partNo, holder: id }
/** Tells how money moved. */
export const paymentMethod = v.picklist(['cash', 'transfer', 'other'])

/** Records money that a holder paid for a round. What exceeds the due repays who covered it; the rest is credit. */
export const ContributionReceived = fact(
  'hui.contribution-received',
  ofHolder,
  v.strictObject({ ...told, ...due, amount: moved, method: paymentMethod, receipt })
)

/** Records "góp thay (choàng)": money that the host or another member put in; the holder owes it to whoever did. */
export const ContributionCovered = fact(
  'hui.contribution-covered',
  { ...line, names: naming<Held & { by: string }>(({ holder, by }) => [holder, by]) },
  v.strictObject({ ...told, ...due, amount: moved, by: id, receipt })
)

/** Records money that a holder gave back to whoever covered a due. */
export const AdvanceRepaid = fact(
  'hui.advance-repaid',
  { ...line, names: naming<Held & { to: string }>(({ holder, to }) => [holder, to]) },
  v.strictObject({ ...told, ...due, amount: moved, to: id, receipt })
)

/** Records money paid ahead: it pays the holder's dues of rounds after that day. */
export const Prepaid = fact(
  'hui.prepaid',
  ofHolder,
  v.strictObject({ ...told, holder: id, amount: moved, method: paymentMethod, receipt })
)

/** Records a pot, or some of it, handed to a holder of the part that took; what the host kept of it as commission. */
export const PotHanded = fact(
  'hui.pot-handed',
  { ...line, names: naming<{ to: string }>(({ to }) => [to]) },
  v.strictObject({
    ...told,
    k: partNo,
    to: id,
    amount: dong,
    commissionKept: dong,
    method: paymentMethod,
    receipt
  })
)

/**
 * Records that what a taker owes from a round is taken out of the pot of another one, as both agreed: the same money, paid
 * and handed over. Within one line, once the pot is due.
 */
export const SetOffAgreed = fact(
  'hui.set-off-agreed',
  ofHolder,
  v.strictObject({ ...told, ...due, amount: moved, pot: partNo, receipt })
)

/** Records that a taker leaves the pot, or some of it, with the host as a loan. */
export const PotLeft = fact(
  'hui.pot-left',
  ofHolder,
  v.strictObject({
    ...told,
    k: partNo,
    holder: id,
    amount: moved,
    reason: v.optional(freeText(huiLimits.reason))
  })
)
