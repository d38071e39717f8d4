import { readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { moneyProblem } from '../../new/line-draft.ts'

/** A form for another amount than the whole one: as typed. */
export interface AmountDraft {
  amount: string
}

/** Returns what is wrong with an amount of which `open` đồng are still owed. */
export function amountProblems({ amount }: AmountDraft, asked: boolean, open: number, t: HuiWords) {
  return { amount: moneyProblem(amount, asked, t) || owedProblem(readDong(amount), open, t) }
}

function owedProblem(dong: number | null, open: number, t: HuiWords): string {
  if (dong === 0) return t.hui.pay.zero
  return dong !== null && dong > open ? t.hui.pay.tooMuch(money(open)) : ''
}
