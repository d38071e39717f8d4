import { readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { moneyProblem } from '../../new/line-draft.ts'

/** A form for another amount than the whole one: as typed. */
export interface AmountDraft {
  amount: string
}

/** Returns what is wrong with an amount; `most` đồng may be recorded. */
export function amountProblems({ amount }: AmountDraft, asked: boolean, most: number, t: HuiWords) {
  return { amount: moneyProblem(amount, asked, t) || owedProblem(readDong(amount), most, t) }
}

function owedProblem(dong: number | null, most: number, t: HuiWords): string {
  if (dong === 0) return t.hui.pay.zero
  return dong !== null && dong > most ? t.hui.pay.tooMuch(money(most)) : ''
}
