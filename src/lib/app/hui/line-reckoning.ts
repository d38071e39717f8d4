/** Names what screens reckon from a line's state, by the functions of the domain. */
export { daysLater } from '#lib/domain/hui/calendar.ts'
export { commitPattern, lotLimits } from '#lib/domain/hui/facts/lots.ts'
export {
  changeSigners,
  guaranteeScopes,
  type ChangeSigner,
  type ChangeType
} from '#lib/domain/hui/facts/members.ts'
export { maxShares } from '#lib/domain/hui/facts/settlements.ts'
export { roundLaw } from '#lib/domain/hui/law/round-law.ts'
export { commitOf, verifyLot, type LotBody } from '#lib/domain/hui/lots.ts'
export { guaranteedIn } from '#lib/domain/hui/members/guarantees.ts'
export { shortOf } from '#lib/domain/hui/members/members.ts'
export { remainingOf } from '#lib/domain/hui/members/holdings.ts'
export { joiningDue } from '#lib/domain/hui/members/vacancies.ts'
export { mostAhead } from '#lib/domain/hui/money/ahead.ts'
export { lateAccounts, type LateAccount } from '#lib/domain/hui/money/interest.ts'
export { holdersAt, stretchesOf, type PartStretch } from '#lib/domain/hui/members/stretches.ts'
export { debtsOf, debtSums, type Debt } from '#lib/domain/hui/money/debts.ts'
export { personNets } from '#lib/domain/hui/money/net.ts'
export { receivablesOf } from '#lib/domain/hui/money/receivables.ts'
export { paperName } from '#lib/domain/hui/people.ts'
export { arrearsOf, coversOf, progressOf, sidesOf, takenOf } from '#lib/domain/hui/summary.ts'
