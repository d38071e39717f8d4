import type { Provenance } from '#lib/app/hui/hui-line.svelte.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'
import { pastDayProblem } from '../../past-day.ts'
import { emptyShare, shareProblems, sharesOf, type ShareDraft } from './shares-draft.ts'

/** The unsaved state of a settlement: its rows, who has signed, and when. */
export interface SettlementDraft {
  shares: ShareDraft[]
  signed: string[]
  on: string
  source: Provenance
}

export const emptySettlement = (today: string): SettlementDraft => ({
  shares: [emptyShare],
  signed: [],
  on: today,
  source: 'paper'
})

/** Returns the ids of whoever a row names, each once. */
export const namedIn = (shares: readonly ShareDraft[]): string[] => [
  ...new Set(shares.flatMap(({ from, to }) => [from, to]).filter(Boolean))
]

/** Returns what is wrong with each field; a settlement that binds nobody cannot be recorded. */
export function settlementProblems(
  { shares, signed, on }: SettlementDraft,
  asked: boolean,
  today: string,
  t: HuiWords
) {
  const binds = shares.some(({ from, to }) => signed.includes(from) && signed.includes(to))
  return {
    shares: shareProblems(shares, asked, true, t).some((row) => Object.values(row).some(Boolean)),
    signed: asked && !binds ? t.hui.settlement.form.nobodySigned : '',
    on: pastDayProblem(on, today, t)
  }
}

/** Builds the settlement from a form without problems; a tick of somebody whom no row names any more is left out. */
export const settlementOf = ({ shares, signed }: SettlementDraft) => ({
  shares: sharesOf(shares),
  signed: namedIn(shares).filter((person) => signed.includes(person))
})
