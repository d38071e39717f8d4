import type { DebtForm, Provenance } from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { pastDayProblem } from '../../past-day.ts'
import { emptyShare, shareProblems, sharesOf, totalOf, type ShareDraft } from '../settlement/shares-draft.ts'

/** The unsaved state of a debt's acknowledgement: who owes whom, the instalments as typed, and who signed with them. */
export interface DebtDraft {
  from: string
  to: string
  instalments: ShareDraft[]
  spouse: string
  spouseQuery: string
  on: string
  source: Provenance
}

export const emptyDebt = (today: string): DebtDraft => ({
  from: '',
  to: '',
  instalments: [emptyShare],
  spouse: '',
  spouseQuery: '',
  on: today,
  source: 'paper'
})

/** Returns what is wrong with each field; what is missing is told once asked. */
export function debtProblems(
  { from, to, instalments, spouse, on }: DebtDraft,
  asked: boolean,
  today: string,
  t: HuiWords
) {
  const { personMissing, same } = t.hui.settlement.form
  return {
    from: asked && !from ? personMissing : '',
    to: to && to === from ? same : asked && !to ? personMissing : '',
    instalments: shareProblems(instalments, asked, false, t).some((row) => Object.values(row).some(Boolean)),
    spouse: spouse && spouse === from ? same : '',
    on: pastDayProblem(on, today, t)
  }
}

/** Builds the acknowledgement from a form without problems: the debt is the sum of its instalments. */
export const debtOf = ({ from, to, instalments, spouse }: DebtDraft): DebtForm => ({
  from,
  to,
  amount: totalOf(instalments),
  instalments: sharesOf(instalments).map(({ on, amount }) => ({ on, amount })),
  ...(spouse && { spouse })
})
