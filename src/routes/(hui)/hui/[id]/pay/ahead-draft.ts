import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import { mostAhead } from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { amountProblems } from './amount-draft.ts'

/** A form for money paid ahead: who pays, and the sum as typed. */
export interface AheadDraft {
  who: string
  amount: string
}

/** Returns what is wrong with each field: nobody pays ahead more than their parts can come to owe. */
export function aheadProblems({ who, amount }: AheadDraft, asked: boolean, line: Line, t: HuiWords) {
  const problem = amountProblems({ amount }, asked, Infinity, t).amount
  const most = who ? mostAhead(line, who) : Infinity
  return {
    who: asked && !who ? t.hui.pay.aheadWhoMissing : '',
    amount: problem || ((readDong(amount) ?? 0) > most ? t.hui.pay.aheadMost(money(most)) : '')
  }
}

/** Returns the ids of those who may pay ahead, each once, in the order of their parts. */
export const payingAhead = (line: Line): string[] =>
  [...new Set(line.parts.flatMap(({ holders }) => holders.map(({ person }) => person)))].filter(
    (person) => mostAhead(line, person) > 0
  )
