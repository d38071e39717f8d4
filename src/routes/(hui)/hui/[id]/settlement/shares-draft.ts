import { maxShares, type ShareForm } from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../new/line-draft.ts'

/** One row of an agreement, as typed; an instalment names no people of its own. */
export interface ShareDraft {
  from: string
  to: string
  on: string
  amount: string
}

export const emptyShare: ShareDraft = { from: '', to: '', on: '', amount: '' }

/** Returns what is wrong with each field of each row; what is missing is told once asked. @param pairs whether rows name people */
export function shareProblems(rows: readonly ShareDraft[], asked: boolean, pairs: boolean, t: HuiWords) {
  const own = t.hui.settlement.form
  const missing = asked ? own.personMissing : ''
  return rows.map(({ from, to, on, amount }) => ({
    from: pairs && !from ? missing : '',
    to: !pairs || (to && to !== from) ? '' : to ? own.same : missing,
    on: isDay(on) || (!asked && on === '') ? '' : t.hui.form.dayMissing,
    amount: moneyProblem(amount, asked, t) || (readDong(amount) === 0 ? t.hui.pay.zero : '')
  }))
}

/** Tells whether another row fits. */
export const mayAddShare = (rows: readonly ShareDraft[]): boolean => rows.length < maxShares

/** Returns the rows of a form without problems. */
export const sharesOf = (rows: readonly ShareDraft[]): ShareForm[] =>
  rows.map(({ from, to, on, amount }) => ({ from, to, on, amount: readDong(amount)! }))

/** Returns the sum of all rows that hold one, đồng. */
export const totalOf = (rows: readonly ShareDraft[]): number =>
  rows.reduce((sum, { amount }) => sum + (readDong(amount) ?? 0), 0)
