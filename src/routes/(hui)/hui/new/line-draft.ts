import {
  huiLimits,
  maxParts,
  type Commission,
  type LineForm,
  type Period
} from '#lib/app/hui/hui-book.svelte.ts'
import { isVisible, cleanText } from '#lib/app/notebook/clean-text.ts'
import { readDong } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'

/** The unsaved state of a new line's form: every amount as typed. */
export interface LineDraft {
  code: string
  host: string
  hostQuery: string
  face: string
  period: Period
  commission: Commission['kind']
  amount: string
  share: string
  startsOn: string
  /** Whether the day was agreed by the lunar calendar. */
  byLunar: boolean
  memberQuery: string
  parts: string[]
}

export const emptyLine = (today: string): LineDraft => ({
  code: '',
  host: '',
  hostQuery: '',
  face: '',
  period: 'month',
  commission: 'half',
  amount: '',
  share: '',
  startsOn: today,
  byLunar: false,
  memberQuery: '',
  parts: []
})

/** Maximum amount of a part or a commission, đồng. */
const mostDong = 1_000_000_000_000

/** Returns the problem of a typed amount, '' for none; an empty one is reported only when `asked`. */
export function moneyProblem(
  text: string,
  asked: boolean,
  t: HuiWords,
  missing = t.hui.money.missing
): string {
  if (text.trim() === '') return asked ? missing : ''
  const dong = readDong(text)
  if (dong === null) return t.hui.money.notDigits
  return dong > mostDong ? t.hui.money.tooMuch : ''
}

/** Parses a percentage ("12,5") as basis points; null if it is none, or exceeds 100 %. */
export function readShare(text: string): number | null {
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%?$/.exec(text.trim())
  if (!found) return null
  const points = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return points >= 1 && points <= 10_000 ? points : null
}

/** Returns the problem of each field, '' for none. `taken`: another line has this code. */
export function lineProblems(draft: LineDraft, asked: boolean, taken: boolean, t: HuiWords) {
  const { form } = t.hui
  return {
    code:
      wordsProblem(draft.code, huiLimits.code, asked ? form.codeMissing : '', t) ||
      (taken ? form.codeTaken : ''),
    host: asked && !draft.host ? form.hostMissing : '',
    face:
      moneyProblem(draft.face, asked, t, form.faceMissing) ||
      ((readDong(draft.face) ?? 1000) < 1000 ? form.faceSmall : ''),
    amount: draft.commission === 'fixed' ? moneyProblem(draft.amount, asked, t) : '',
    share:
      draft.commission === 'share' && readShare(draft.share) === null && (asked || draft.share.trim())
        ? form.shareWrong
        : '',
    startsOn: isDay(draft.startsOn) ? '' : form.dayMissing,
    parts: partsProblem(draft, asked, t)
  }
}

function partsProblem(
  { parts, memberQuery }: LineDraft,
  asked: boolean,
  { hui: { form } }: HuiWords
): string {
  if (parts.length > maxParts) return form.manyParts(maxParts)
  if (!asked) return ''
  // A name typed but not added would silently be left out of the line.
  const name = cleanText(memberQuery)
  if (isVisible(name)) return form.notAdded(name)
  return parts.length < 2 ? form.fewParts : ''
}

/** Builds the line from a form without problems. */
export function lineOf(draft: LineDraft, lunar: LineForm['lunar']): LineForm {
  const { code, host, period, startsOn, parts } = draft
  return {
    code,
    host,
    face: readDong(draft.face)!,
    period,
    commission: commissionOf(draft),
    startsOn,
    lunar,
    parts: [...parts]
  }
}

function commissionOf({ commission, amount, share }: LineDraft): Commission {
  if (commission === 'fixed') return { kind: 'fixed', amount: readDong(amount)! }
  return commission === 'share' ? { kind: 'share', basisPoints: readShare(share)! } : { kind: 'half' }
}
