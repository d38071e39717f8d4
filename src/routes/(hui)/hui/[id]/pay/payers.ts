import type { Line } from '#lib/app/hui/hui-book.svelte.ts'
import type { Overpaid, Round } from '#lib/app/hui/hui-line.svelte.ts'

/** A member who owes something in a round, over all their parts of the line; amounts in đồng. */
export interface Payer {
  holder: string
  dues: Round['dues']
  advanced: number
  open: number
  /** Money recorded beyond what was due; it does not count. */
  kept: number
}

/** Returns the difference between money in and money out of a round, đồng; 0 before any money moved. */
export const differenceOf = ({
  open,
  paid,
  advanced,
  handed
}: Pick<Round, 'open' | 'paid' | 'advanced' | 'handed'>): number => (paid + advanced + handed > 0 ? open : 0)

/** Returns the payers of a round in the order of their parts, including members who owe nothing but have overpaid. */
export function payersOf(
  { parts }: Pick<Line, 'parts'>,
  { k, dues }: Pick<Round, 'k' | 'dues'>,
  all: readonly Overpaid[]
): Payer[] {
  const byHolder = new Map<string, Payer>()
  for (const due of dues) {
    const kept = keptFor(all, k, due.part)
    if (due.due + kept === 0) continue
    const { holder } = parts[due.part - 1]!
    const payer = byHolder.get(holder) ?? { holder, dues: [], advanced: 0, open: 0, kept: 0 }
    payer.dues.push(due)
    payer.advanced += due.advanced
    payer.open += due.open
    payer.kept += kept
    byHolder.set(holder, payer)
  }
  return [...byHolder.values()]
}

/** Returns the overpayment for a part in a round, or of the round's pot (null), đồng. */
export const keptFor = (all: readonly Overpaid[], k: number, part: number | null): number =>
  all.reduce((sum, kept) => (kept.k === k && kept.part === part ? sum + kept.amount : sum), 0)
