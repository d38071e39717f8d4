import { huiLimits, maxClaim } from '#lib/app/hui/hui-book.svelte.ts'
import type { ClaimForm, Claimant, Collapse } from '#lib/app/hui/hui-collapses.ts'
import { isVisible, cleanText } from '#lib/app/notebook/clean-text.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { moneyProblem } from '../../../new/line-draft.ts'

/** The unsaved state of a claim's form: numbers as typed, '' where nothing is chosen. */
export interface ClaimDraft {
  number: string
  claimant: Claimant | null
  query: string
  parts: string
  amount: string
  paper: 'yes' | 'no' | ''
}

/** Starts an empty claim with the next number in the queue, as far as this phone knows. */
export const emptyClaim = ({ claims }: Pick<Collapse, 'claims'>): ClaimDraft => ({
  number: String(Math.min(huiLimits.claims, Math.max(0, ...claims.map(({ number }) => number)) + 1)),
  claimant: null,
  query: '',
  parts: '1',
  amount: '',
  paper: ''
})

/** Parses a whole number from 1 up to the limit; null for anything else. */
export function readNumber(text: string): number | null {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : 0
  return number >= 1 && number <= huiLimits.claims ? number : null
}

/** Returns the selected person, otherwise the typed name; null if there is neither. */
function claimantOf({ claimant, query }: Pick<ClaimDraft, 'claimant' | 'query'>): Claimant | null {
  const name = cleanText(query)
  return claimant ?? (isVisible(name) ? { name } : null)
}

/** Returns the problem of each field, '' for none; missing fields are reported only when `asked`. */
export function claimProblems(draft: ClaimDraft, asked: boolean, t: HuiWords) {
  const { collapse } = t.hui
  const wrong = collapse.numberWrong(huiLimits.claims)
  return {
    number: readNumber(draft.number) === null && (asked || draft.number.trim()) ? wrong : '',
    claimant: draft.claimant
      ? ''
      : wordsProblem(draft.query, huiLimits.name, asked ? collapse.claimantMissing : '', t),
    parts: readNumber(draft.parts) === null && (asked || draft.parts.trim()) ? wrong : '',
    amount: moneyProblem(draft.amount, asked, t, t.hui.money.missing, maxClaim),
    paper: asked && !draft.paper ? collapse.paperMissing : ''
  }
}

/** Builds the claim from a form without problems. */
export const claimOf = (draft: ClaimDraft): ClaimForm => ({
  number: readNumber(draft.number)!,
  claimant: { ...claimantOf(draft)! },
  parts: readNumber(draft.parts)!,
  amount: readDong(draft.amount)!,
  paper: draft.paper === 'yes'
})
