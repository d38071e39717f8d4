import type { Line, LunarDay } from '#lib/app/hui/hui-book.svelte.ts'
import type { TermChanges } from '#lib/app/hui/hui-line.svelte.ts'
import { huiLimits } from '#lib/app/hui/hui-book.svelte.ts'
import { grouped } from '#lib/i18n/amounts.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { wordsProblem } from '#lib/shell/forms/problems.ts'
import { emptyLine, lineOf, lineProblems, type LineDraft } from '../../new/line-draft.ts'

/** The unsaved state of an amendment: the whole agreement as it should have been written, and why. */
export interface AmendDraft extends LineDraft {
  reason: string
}

/** Fills the form with what a line's agreement says. */
export function draftOf({ terms }: Pick<Line, 'terms'>): AmendDraft {
  const { code, host, model, head, face, bids, period, startsOn, commission, unitsPerPart, parts, lunar } =
    terms
  return {
    ...emptyLine(startsOn),
    code,
    host,
    model,
    head,
    face: grouped(String(face)),
    fixedBid: bids.fixed === undefined ? '' : grouped(String(bids.fixed)),
    period,
    commission: commission.kind,
    amount: commission.kind === 'fixed' ? grouped(String(commission.amount)) : '',
    share: commission.kind === 'share' ? String(commission.basisPoints / 100).replace('.', ',') : '',
    byLunar: lunar !== undefined,
    unitsPerPart,
    parts,
    reason: ''
  }
}

/**
 * Returns what the form changes: each field that says another thing than the agreement does.
 * @param lunar the first day by the lunar calendar; null while that is loading
 */
export function changesIn(
  draft: AmendDraft,
  { terms }: Pick<Line, 'terms'>,
  lunar: LunarDay | null
): TermChanges {
  const { on: _on, source: _source, lunar: _lunar, ...form } = lineOf(draft, lunar, draft.startsOn)
  const bids = form.model === 'fixed' ? form.bids : withoutFixed(terms.bids)
  const day = draft.byLunar ? (lunar ?? terms.lunar) : null
  const wanted = { ...form, bids, ...((day || terms.lunar) && { lunar: day }) }
  const changed = Object.entries(wanted).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(terms[field as keyof typeof wanted])
  )
  return Object.fromEntries(changed)
}

function withoutFixed({ fixed: _fixed, ...bids }: Line['terms']['bids']) {
  return bids
}

/** Returns the problem of each field, '' for none; `same`: nothing was changed. */
export function amendProblems(
  draft: AmendDraft,
  asked: boolean,
  { taken, same }: { taken: boolean; same: boolean },
  t: HuiWords
) {
  return {
    ...lineProblems(draft, asked, taken, t),
    reason:
      wordsProblem(draft.reason, huiLimits.reason, asked ? t.hui.amend.reasonMissing : '', t) ||
      (asked && same ? t.hui.amend.nothing : '')
  }
}
