import type { FactOf, FactType } from '#lib/domain/facts.ts'
import { changeSigners, type ChangeSigner, type ChangeType } from '#lib/domain/hui/facts/members.ts'
import type { LateAccount } from '#lib/domain/hui/money/interest.ts'
import type { receiptFor } from '#lib/domain/hui/money/receipts.ts'
import type { Said } from './sources.ts'

/** Tells who signs a transfer. */
export const signers = ['seller', 'buyer', 'host'] as const
type TransferSigner = (typeof signers)[number]
export type AnySigner = TransferSigner | ChangeSigner

/** Returns who signs a record of that type; nobody where it needs no signature. */
export const signersOf = (type: string): readonly AnySigner[] =>
  type === 'hui.part-transferred' ? signers : (changeSigners[type as ChangeType] ?? [])

/** A change of members as a form holds it. */
export type MemberChange = {
  [Type in ChangeType]: { type: Type; body: Omit<FactOf<Type>['body'], 'on' | 'said'> }
}[ChangeType]

/** A record of a receipt: all that stands on the paper. */
export type IssuedReceipt = FactOf<'hui.receipt-issued'>

/** Tells all that a receipt says, before it has a number and a day. */
export type PrintedReceipt = NonNullable<ReturnType<typeof receiptFor>>

/** A transfer as the form holds it; `price` in đồng. */
export type TransferForm = Omit<FactOf<'hui.part-transferred'>['body'], 'on' | 'said'> & {
  signed: readonly TransferSigner[]
}

/** Late interest that was paid or waived, as the form holds it: of a due, or of a pot without a part; `amount` in đồng. */
export type InterestForm = Pick<LateAccount, 'k' | 'part' | 'from' | 'to'> & { amount: number } & (
    { what: 'paid' } | { what: 'waived'; reason: string }
  )

type Entered<Type extends FactType> = Omit<FactOf<Type>['body'], 'on' | 'said'>
/** An acknowledged debt, what was agreed at the end, and money paid of either, as forms hold them. */
export type DebtForm = Entered<'hui.debt-acknowledged'>
export type SettlementForm = Entered<'hui.settlement-agreed'>
export type ShareForm = SettlementForm['shares'][number]
export type AgreedMoney = Pick<FactOf<'hui.agreed-paid'>['body'], 'agreed' | 'from' | 'to' | 'amount'>

export type TermChanges = FactOf<'hui.terms-amended'>['body']['changes']

/** The day of what is recorded, ISO, and who said so. */
export interface Told {
  on: string
  said: Said
}

/** Tells what somebody who joined pays for the rounds before, đồng. */
export type JoiningMoney = Omit<DueMoney, 'k'>

/** One holder's due of one part in a round, and money for it, đồng. */
export interface DueMoney {
  k: number
  part: number
  holder: string
  amount: number
}
