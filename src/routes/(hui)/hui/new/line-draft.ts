import {
  huiLimits,
  isTooLarge,
  maxDong,
  maxOpening,
  maxParts,
  type Commission,
  type LineForm,
  type LineModel,
  type Period
} from '#lib/app/hui/hui-book.svelte.ts'
import type { StoredHuiGroup } from '#lib/app/hui/group-register.svelte.ts'
import type { Provenance } from '#lib/app/hui/hui-line.svelte.ts'
import { isVisible, cleanText } from '#lib/app/notebook/clean-text.ts'
import { grouped, readDong } from '#lib/i18n/amounts.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { isDay, wordsProblem } from '#lib/shell/forms/problems.ts'
import { openUnits } from './cut-parts.ts'

/** The unsaved state of a new line's form: every amount as typed. */
export interface LineDraft {
  code: string
  host: string
  hostQuery: string
  model: LineModel
  /** Whether the host takes the first round: *họ đầu thảo*. */
  head: boolean
  face: string
  /** The bid of a line whose bid is fixed. */
  fixedBid: string
  period: Period
  commission: Commission['kind']
  amount: string
  share: string
  startsOn: string
  /** Whether the day was agreed by the lunar calendar. */
  byLunar: boolean
  memberQuery: string
  /** Into how many units a part is cut; 1: not at all. */
  unitsPerPart: number
  /** How many the next holder gets; '': a whole part. */
  units: string
  parts: LineForm['parts']
  source: Provenance
  /** Tells what was filled in of what the host has declared: where nobody has changed it, it goes with the host. */
  filled: Filled
}

type Filled = Partial<Pick<LineDraft, 'face' | 'period' | 'startsOn' | 'byLunar'>>

export const emptyLine = (today: string): LineDraft => ({
  code: '',
  host: '',
  hostQuery: '',
  model: 'discount',
  head: false,
  face: '',
  fixedBid: '',
  period: 'month',
  commission: 'half',
  amount: '',
  share: '',
  startsOn: today,
  byLunar: false,
  memberQuery: '',
  unitsPerPart: 1,
  units: '',
  parts: [],
  source: 'host',
  filled: {}
})

/**
 * Fills in what the host has declared of her lines in the register of groups, where nobody has typed anything else; what was
 * filled in for another host before is taken out. @param declared undefined for a host without a row there
 */
export function withDeclared(draft: LineDraft, declared: Declared | undefined, today: string): LineDraft {
  const typed = withoutFilled(draft, today)
  const { face, schedule } = declared ?? { face: null, schedule: null }
  const isTimed = typed.startsOn !== today || typed.period !== 'month' || typed.byLunar
  const filled = {
    ...(face !== null && typed.face === '' && { face: grouped(String(face)) }),
    ...(schedule &&
      !isTimed && {
        period: schedule.period,
        startsOn: schedule.startsOn,
        byLunar: schedule.lunar !== null
      })
  }
  return { ...typed, ...filled, filled }
}

/** Returns the form without what was filled in, but for what somebody has changed since. */
function withoutFilled(draft: LineDraft, today: string): LineDraft {
  const empty = emptyLine(today)
  const untouched = (Object.keys(draft.filled) as (keyof Filled)[]).filter(
    (field) => draft[field] === draft.filled[field]
  )
  return { ...draft, ...Object.fromEntries(untouched.map((field) => [field, empty[field]])) }
}

type Declared = Pick<StoredHuiGroup, 'face' | 'schedule'>

/** Returns the problem of a typed amount, '' for none; an empty one is reported only when `asked`. */
export function moneyProblem(
  text: string,
  asked: boolean,
  t: HuiWords,
  missing = t.hui.money.missing,
  most = maxDong
): string {
  if (text.trim() === '') return asked ? missing : ''
  const dong = readDong(text)
  if (dong === null) return t.hui.money.notDigits
  return dong > most ? t.hui.money.tooMuch(money(most)) : ''
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
      ((readDong(draft.face) ?? 1000) < 1000 ? form.faceSmall : '') ||
      (isTooLarge({ n: draft.parts.length, face: readDong(draft.face) ?? 0 })
        ? form.openingLarge(money(maxOpening))
        : ''),
    fixedBid: draft.model === 'fixed' ? fixedProblem(draft, asked, t) : '',
    amount: draft.commission === 'fixed' ? moneyProblem(draft.amount, asked, t) : '',
    share:
      draft.commission === 'share' && readShare(draft.share) === null && (asked || draft.share.trim())
        ? form.shareWrong
        : '',
    startsOn: isDay(draft.startsOn) ? '' : form.dayMissing,
    parts: partsProblem(draft, asked, t)
  }
}

export type LineProblems = ReturnType<typeof lineProblems>

function fixedProblem({ fixedBid, face }: LineDraft, asked: boolean, t: HuiWords): string {
  const [bid, whole] = [readDong(fixedBid), readDong(face)]
  const high = bid !== null && whole !== null && bid >= whole
  return moneyProblem(fixedBid, asked, t) || (high ? t.hui.round.notBelow(money(whole)) : '')
}

function partsProblem(
  { parts, unitsPerPart, memberQuery, head, host }: LineDraft,
  asked: boolean,
  { hui: { form, members } }: HuiWords
): string {
  if (parts.length > maxParts) return form.manyParts(maxParts)
  if (!asked) return ''
  // A name typed but not added would silently be left out of the line.
  const name = cleanText(memberQuery)
  if (isVisible(name)) return form.notAdded(name)
  const open = openUnits(parts, unitsPerPart)
  if (open > 0) return form.openPart(parts.length, members.share(open, unitsPerPart))
  if (parts.length < 2) return form.fewParts
  const isHosts = (part: LineForm['parts'][number]) => part.every(({ person }) => person === host)
  return head && !parts.some(isHosts) ? form.headPartMissing : ''
}

/**
 * Builds the line from a form without problems; it was agreed by its first day.
 * @param today the commune's ISO day
 */
export function lineOf(draft: LineDraft, lunar: LineForm['lunar'], today: string): LineForm {
  const { code, host, model, head, period, startsOn, unitsPerPart, parts, source } = draft
  return {
    on: startsOn < today ? startsOn : today,
    source,
    code,
    host,
    model,
    head,
    face: readDong(draft.face)!,
    bids: model === 'fixed' ? { fixed: readDong(draft.fixedBid)! } : {},
    period,
    commission: commissionOf(draft),
    startsOn,
    lunar,
    unitsPerPart,
    parts: parts.map((holders) => holders.map((holder) => ({ ...holder })))
  }
}

function commissionOf({ commission, amount, share }: LineDraft): Commission {
  if (commission === 'fixed') return { kind: 'fixed', amount: readDong(amount)! }
  return commission === 'share' ? { kind: 'share', basisPoints: readShare(share)! } : { kind: commission }
}
