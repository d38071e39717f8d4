import type { HuiLine, Overpaid, Round } from '#lib/app/hui/hui-line.svelte.ts'
import { money } from '#lib/i18n/format.ts'
import type { HuiWords } from '#lib/i18n/hui/hui-words.ts'

/** A member who owes something in a round, over all their parts of the line; amounts in đồng. */
export interface Payer {
  holder: string
  dues: Round['dues']
  open: number
  /** Money beyond the due and what others put in: it pays the dues of later rounds. */
  credit: number
  /** Tells what others put in and the member has not given back. */
  owed: { part: number; to: string; amount: number }[]
}

/** Returns the difference between money in and money out of a round, đồng; 0 before any money moved. */
export const differenceOf = ({
  open,
  paid,
  covered,
  drawn,
  handed
}: Pick<Round, 'open' | 'paid' | 'covered' | 'drawn' | 'handed'>): number =>
  paid + covered + drawn + handed > 0 ? open : 0

/** Returns the payers of a round in the order of their parts, including members who owe nothing but have paid. */
export function payersOf({ dues }: Pick<Round, 'dues'>): Payer[] {
  const byHolder = new Map<string, Payer>()
  for (const due of dues) {
    if (due.due + due.credit === 0) continue
    const { holder } = due
    const payer = byHolder.get(holder) ?? { holder, dues: [], open: 0, credit: 0, owed: [] }
    payer.dues.push(due)
    payer.open += due.open
    payer.credit += due.credit
    for (const { by, amount, repaid } of due.covers)
      if (by !== holder && amount > repaid)
        payer.owed.push({ part: due.part, to: by, amount: amount - repaid })
    byHolder.set(holder, payer)
  }
  return [...byHolder.values()]
}

/** Returns the records of what each holder paid of a round and that stand, the newest first. */
export function paymentsByHolder(
  entries: HuiLine['entries'],
  k: number
): Map<string, HuiLine['entries'][number][]> {
  const byHolder = new Map<string, HuiLine['entries'][number][]>()
  for (const entry of entries) {
    const { known, reversed } = entry
    const isPayment = known?.type === 'hui.contribution-received' || known?.type === 'hui.advance-repaid'
    if (!isPayment || reversed || known.body.k !== k) continue
    const { holder } = known.body
    const before = byHolder.get(holder)
    if (before) before.push(entry)
    else byHolder.set(holder, [entry])
  }
  return byHolder
}

/** Returns what was recorded as handed over beyond a round's pot, đồng. */
export const keptFor = (all: readonly Overpaid[], k: number): number =>
  all.reduce((sum, kept) => (kept.k === k ? sum + kept.amount : sum), 0)

/** Says what became of a pot so far: handed over, set off, left with the host; '' before any of it moved. */
export const movedOf = (
  { handed, setOff, left, payout }: Pick<Round, 'handed' | 'setOff' | 'left' | 'payout'>,
  t: HuiWords
): string =>
  handed + setOff + left === 0
    ? ''
    : [
        t.hui.line.handedPart(money(handed), money(payout)),
        setOff > 0 && t.hui.line.setOffPart(money(setOff)),
        left > 0 && t.hui.line.leftPart(money(left))
      ]
        .filter(Boolean)
        .join(' · ')
