import { huiLimits, type Line } from '#lib/app/hui/hui-book.svelte.ts'
import {
  lateAccounts,
  type InterestForm,
  type LateAccount,
  type Provenance
} from '#lib/app/hui/hui-line.svelte.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../new/line-draft.ts'
import { pastDayProblem } from '../../past-day.ts'

/** The unsaved state of a record about late interest: which, as its key, and the sum as typed. */
export interface InterestDraft {
  account: string
  what: 'paid' | 'waived' | ''
  amount: string
  on: string
  reason: string
  source: Provenance
}

/** Late interest that something may be recorded of. */
export type Choosable = LateAccount & { value: string }

/** Returns what late interest there is as of an ISO day, each with the key that the form holds. */
export const interestChoices = (line: Line, day: string): Choosable[] =>
  lateAccounts(line, day).map((account) => ({
    ...account,
    value: [account.k, account.part ?? '', account.from, account.to].join(' ')
  }))

/** Returns the problem of each field, '' for none; what is missing is told once asked. */
export function interestProblems(
  { account, what, amount, on, reason }: InterestDraft,
  asked: boolean,
  { choices, today }: { choices: readonly Choosable[]; today: string },
  t: HuiWords
) {
  const own = t.hui.ledger.form
  const isKnown = choices.some(({ value }) => value === account)
  return {
    account: asked && !isKnown ? own.accountMissing : '',
    what: asked && !what ? own.whatMissing : '',
    amount: moneyProblem(amount, asked, t) || (readDong(amount) === 0 ? t.hui.pay.zero : ''),
    on: pastDayProblem(on, today, t),
    reason: wordsProblem(reason, huiLimits.reason, '', t)
  }
}

/** Builds the record from a form without problems. */
export function interestOf(draft: InterestDraft, choices: readonly Choosable[]): InterestForm {
  const { k, part, from, to } = choices.find(({ value }) => value === draft.account)!
  const of = { k, part, from, to, amount: readDong(draft.amount)! }
  return draft.what === 'waived' ? { what: 'waived', reason: draft.reason, ...of } : { what: 'paid', ...of }
}
